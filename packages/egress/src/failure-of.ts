import { EgressError, type EgressErrorCode } from "./egress-error.ts";

type Known = readonly [code: EgressErrorCode, what: string, hint: string];

const CERTIFICATE_HINT =
  "Trust the certificate authority that issued it: NODE_EXTRA_CA_CERTS=ca.pem, before the process starts. Checks of certificates cannot be turned off.";
const REACH_HINT = "Check the host and the port, and that the server runs.";

const known: readonly (readonly [RegExp, Known])[] = [
  [/^ECONNREFUSED$/, ["connection_refused", "nothing listens there (connection refused)", REACH_HINT]],
  [
    /^(ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|EACCES|EPERM)$/,
    ["unreachable", "the host does not answer", "Check the host, and that this network reaches it: a firewall or a VPN may be in between."],
  ],
  [/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL)$/, ["name_unresolved", "there is no host of that name", "Check the host's name."]],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/,
    ["certificate_untrusted", "its certificate is self-signed, or of an authority that is not known here", CERTIFICATE_HINT],
  ],
  [/^CERT_HAS_EXPIRED$/, ["certificate_untrusted", "its certificate has expired", "Have it renewed."]],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    ["certificate_untrusted", "its certificate is for another name", "Use the name that the certificate is for."],
  ],
  [
    /^(UNABLE_TO_|CERT_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|AKID_)/,
    ["certificate_untrusted", "its certificate cannot be verified", CERTIFICATE_HINT],
  ],
  [
    /^(ERR_SSL_|ERR_TLS_|EPROTO)/,
    ["tls_failed", "no secure connection comes about; perhaps it speaks plain HTTP there", "Check https or http, and the port."],
  ],
  [
    /^UND_ERR_HEADERS_OVERFLOW$|^HPE_HEADER_OVERFLOW$/,
    ["headers_too_large", "its headers are larger than 32 KiB", "Check that this is the right address."],
  ],
  [/^HPE_/, ["not_http", "what answers there does not speak HTTP", "Check the port, and https or http."]],
  [
    /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_ABORTED|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ERR_STREAM_PREMATURE_CLOSE)$/,
    [
      "connection_lost",
      "the connection broke before the answer was complete",
      "Try again. If it stays so, look at that server's log, or write https instead of http.",
    ],
  ],
];

/** What a failure of the network means, in words. A failure that has been told already stays as it is. */
export function failureOf(error: unknown, shown: string): EgressError {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof EgressError) return cause;
    const [first] = cause instanceof AggregateError ? cause.errors : [];
    const code = codeOf(cause) ?? codeOf(first) ?? (cause.name === "HTTPParserError" ? "HPE_" : undefined);
    const [, found] = known.find(([pattern]) => code !== undefined && pattern.test(code)) ?? [];
    if (found) return new EgressError(found[0], `${shown} cannot be fetched: ${found[1]}.`, { hint: found[2], cause: error });
  }
  const said = error instanceof Error ? error.message : String(error);
  return new EgressError("failed", `${shown} cannot be fetched: ${said}.`, { hint: REACH_HINT, cause: error });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
