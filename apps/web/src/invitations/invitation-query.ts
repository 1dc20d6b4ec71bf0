import { Problem } from "@surety/model/errors";
import { InvitationOffer } from "@surety/model/members";
import { queryOptions } from "@tanstack/react-query";

export type Offer = InvitationOffer;

/** What an invitation's link offers. */
export function invitationQuery(secret: string) {
  return queryOptions({
    queryKey: ["invitation", secret],
    queryFn: async () => InvitationOffer.parse(await call("/api/account/invitation", secret)),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Makes the signed-in person a member; answers what went wrong, or nothing. */
export async function acceptInvitation(secret: string): Promise<string | undefined> {
  try {
    await call("/api/account/invitation/acceptance", secret);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "The invitation could not be accepted.";
  }
}

async function call(path: string, secret: string): Promise<unknown> {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secret }),
  }).catch(() => undefined);
  if (answer === undefined) throw new Error("The server does not answer. Check that it is running, then try again.");
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return body;
  const problem = Problem.safeParse(body);
  throw new Error(problem.success ? problem.data.detail : "The invitation could not be read.");
}
