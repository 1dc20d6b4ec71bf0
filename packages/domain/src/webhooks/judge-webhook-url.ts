import { SuretyError } from "@surety/model/errors";

/** Whether the server may send to an address; every delivery is judged again. Null: yes; otherwise why not, and what to do. */
export type JudgeUrl = (url: string) => Promise<{ readonly message: string; readonly hint: string } | null>;

/** @throws SuretyError `webhook_url_refused` */
export async function requireUrl(judge: JudgeUrl | undefined, url: string): Promise<void> {
  const refusal = judge === undefined ? { message: "This server sends no webhooks.", hint: "Ask its administrator." } : await judge(url);
  if (refusal === null) return;
  const { message, hint } = refusal;
  throw new SuretyError("webhook_url_refused", message, { hint, errors: [{ pointer: "/url", detail: message }] });
}
