import type { AppRouter } from "@surety/api/router";
import { createTRPCClient, httpLink, type HTTPLinkOptions, type TRPCClient } from "@trpc/client";

/** The part of the standard `fetch` that calls need. */
export type Fetch = NonNullable<HTTPLinkOptions<AppRouter["_def"]["_config"]["$types"]>["fetch"]>;

export interface ClientOptions {
  /** Base address of the server, for example `https://surety.example.com`. */
  readonly url: string;
  /** API token, sent as `Authorization: Bearer`. */
  readonly token: string;
  /** Instead of the global one: for timeouts, retries, proxies. */
  readonly fetch?: Fetch;
}

export type SuretyClient = TRPCClient<AppRouter>;

/**
 * The typed client of a Surety server: the same procedures that the dashboard calls. Each call that changes something has
 * an `Idempotency-Key` of its own, so a `fetch` that sends it again makes it once.
 */
export function createClient({ url, token, fetch: ownFetch }: ClientOptions): SuretyClient {
  const authorization = `Bearer ${token}`;
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: new URL("/trpc", url).href,
        headers: ({ op }) => (op.type === "mutation" ? { authorization, "idempotency-key": crypto.randomUUID() } : { authorization }),
        ...(ownFetch && { fetch: ownFetch }),
      }),
    ],
  });
}
