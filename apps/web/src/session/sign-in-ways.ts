import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";

const SignInWays = z.object({ oidc: z.boolean(), mail: z.boolean() });

/** How people can sign in besides passwords and links, and whether the server sends mail. */
export const signInWaysQuery = queryOptions({
  queryKey: ["sign-in-ways"],
  queryFn: async ({ signal }) => SignInWays.parse(await (await fetch("/api/account/sign-in-ways", { signal })).json()),
  retry: false,
  staleTime: Number.POSITIVE_INFINITY,
});
