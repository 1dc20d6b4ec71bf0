import type { AppRouter } from "@surety/api/router";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { setConnection } from "./connection.ts";
import { etagLink } from "./etags.ts";
import { organizationHeader, organizationOfTab } from "./organization.ts";
import { isSignedOut, isUnreachable, problemOf } from "./problem.ts";

const sessionLost = new EventTarget();

/** Calls `listener` whenever an answer says that nobody is signed in any more. */
export function onSessionLost(listener: () => void): () => void {
  sessionLost.addEventListener("lost", listener);
  return () => sessionLost.removeEventListener("lost", listener);
}

function noteFailure(error: unknown): void {
  if (isUnreachable(error)) setConnection("lost");
  if (isSignedOut(error)) sessionLost.dispatchEvent(new Event("lost"));
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteFailure, onSuccess: () => setConnection("ok") }),
  mutationCache: new MutationCache({ onError: noteFailure, onSuccess: () => setConnection("ok") }),
  defaultOptions: {
    queries: {
      // Live events refetch what changes; age alone is no reason to.
      staleTime: 60_000,
      retry: (failures, error) => failures < 3 && (isUnreachable(error) || problemOf(error)?.code === "overloaded"),
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 8000),
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

export const client = createTRPCClient<AppRouter>({
  links: [
    etagLink,
    splitLink({
      condition: (operation) => operation.type === "subscription",
      // A stream of events has no headers.
      true: httpSubscriptionLink({ url: () => `/trpc?${new URLSearchParams({ organization: organizationOfTab() ?? "" })}` }),
      false: httpLink({ url: "/trpc", headers: organizationHeader }),
    }),
  ],
});

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
