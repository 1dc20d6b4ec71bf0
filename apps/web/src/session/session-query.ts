import { queryOptions } from "@tanstack/react-query";
import { isSignedOut } from "../client/problem.ts";
import { client } from "../client/trpc.ts";

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => {
    try {
      return await client.session.get.query(undefined, { signal });
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});
