import { queryOptions } from "@tanstack/react-query";
import { isSignedOut } from "../client/problem.ts";
import { client } from "../client/trpc.ts";

let wasSignedIn = false;

/** Where somebody without a session is sent, so that they come back to `href`. One who was signed in is told that it has ended. */
export function signInSearch(href: string): { redirect?: string; reason?: "expired" } {
  return { ...(href === "/" ? {} : { redirect: href }), ...(wasSignedIn ? { reason: "expired" } : {}) };
}

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => {
    try {
      const session = await client.session.get.query(undefined, { signal });
      wasSignedIn = true;
      return session;
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});
