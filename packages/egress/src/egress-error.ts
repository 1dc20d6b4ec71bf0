/** Why nothing was fetched. Stable: scripts and error pages refer to these. */
export type EgressErrorCode =
  | "url_invalid"
  | "scheme_refused"
  | "credentials_in_url"
  | "port_refused"
  | "address_refused"
  | "own_address_refused"
  | "header_refused"
  | "too_busy"
  | "name_unresolved"
  | "connection_refused"
  | "unreachable"
  | "connection_lost"
  | "certificate_untrusted"
  | "tls_failed"
  | "proxy_failed"
  | "not_http"
  | "headers_too_large"
  | "body_too_large"
  | "encoding_refused"
  | "too_many_redirects"
  | "redirect_refused"
  | "timeout"
  | "aborted"
  | "failed";

/** A request that was refused or failed: one sentence that says which, and one that says what to do. */
export class EgressError extends Error {
  readonly code: EgressErrorCode;
  /** What to do next. */
  readonly hint: string;

  constructor(code: EgressErrorCode, message: string, { hint, cause }: { readonly hint: string; readonly cause?: unknown }) {
    super(message, { cause });
    this.name = "EgressError";
    this.code = code;
    this.hint = hint;
  }
}
