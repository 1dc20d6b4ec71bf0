import { Problem } from "@surety/model/errors";

/** Sets the password of an account that has none; answers what went wrong, or nothing. */
export async function setFirstPassword(newPassword: string): Promise<string | undefined> {
  const answer = await fetch("/api/account/password", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ newPassword }),
  }).catch(() => undefined);
  if (answer === undefined) return "The server does not answer. Check that it is running, then try again.";
  if (answer.ok) return undefined;
  const problem = Problem.safeParse(await answer.json().catch(() => undefined));
  return problem.success ? problem.data.detail : "The password could not be set. Sign in again, then retry.";
}
