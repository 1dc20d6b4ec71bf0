import { Problem } from "@surety/model/errors";

/** Has a link to a new password mailed; answers what went wrong, or nothing. */
export async function askForPasswordLink(email: string): Promise<string | undefined> {
  const answer = await fetch("/api/account/password-reset", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email }),
  }).catch(() => undefined);
  if (answer === undefined) return "The server does not answer. Check that it is running, then try again.";
  if (answer.ok) return undefined;
  const problem = Problem.safeParse(await answer.json().catch(() => undefined));
  return problem.success ? `${problem.data.detail} ${problem.data.hint}` : "The link could not be sent. Try again.";
}
