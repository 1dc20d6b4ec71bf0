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

/** The typed client of a Surety server: the same procedures that the dashboard calls. */
export function createClient({ url, token, fetch: ownFetch }: ClientOptions): SuretyClient {
  const headers = { authorization: `Bearer ${token}` };
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: new URL("/trpc", url).href, headers, ...(ownFetch && { fetch: ownFetch }) })],
  });
}
