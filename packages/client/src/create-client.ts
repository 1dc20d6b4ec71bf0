import type { AppRouter } from "@surety/api/router";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";

export interface ClientOptions {
  /** Base address of the server, for example `https://surety.example.com`. */
  readonly url: string;
  /** API token, sent as `Authorization: Bearer`. */
  readonly token: string;
}

export type SuretyClient = TRPCClient<AppRouter>;

/** The typed client of a Surety server: the same procedures that the dashboard calls. */
export function createClient({ url, token }: ClientOptions): SuretyClient {
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: new URL("/trpc", url).href, headers: { authorization: `Bearer ${token}` } })],
  });
}
