import { queryOptions } from "@tanstack/react-query";
import { organizationOfTab, setOrganizationOfTab } from "../client/organization.ts";
import { isForbidden, isSignedOut } from "../client/problem.ts";
import { client } from "../client/trpc.ts";

let wasSignedIn = false;

/** Where somebody without a session is sent, so that they come back to `href`. One who was signed in is told that it has ended. */
export function signInSearch(href: string): { redirect?: string; reason?: "expired" } {
  return { ...(href === "/" ? {} : { redirect: href }), ...(wasSignedIn ? { reason: "expired" } : {}) };
}

/** Who is signed in, and where; null when nobody is. Whoever does not belong to the tab's organization any more is shown another. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => {
    const read = () => client.session.get.query(undefined, { signal });
    try {
      const session = await read().catch((error: unknown) => {
        if (!isForbidden(error) || organizationOfTab() === undefined) throw error;
        setOrganizationOfTab(null);
        return read();
      });
      setOrganizationOfTab(session.organization.id);
      wasSignedIn = true;
      return session;
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});
