import type { AppRouter } from "@surety/api/router";
import { Problem } from "@surety/model/errors";
import { TRPCClientError } from "@trpc/client";

/** Why a call failed: the server refused it and said why, or nothing that is Surety answered. */
export type ServerFailure =
  | { readonly type: "refused"; readonly problem: Problem }
  | { readonly type: "unreachable"; readonly reason: string };

const UNRESOLVED = "its name cannot be resolved";
const BROKEN = "the connection broke off";
const TIMED_OUT = "the connection timed out";
const NO_WAY = "there is no route to it";
const UNTRUSTED = "its certificate is not trusted (NODE_EXTRA_CA_CERTS names your own authority's)";
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: UNRESOLVED,
  EAI_AGAIN: UNRESOLVED,
  ECONNRESET: BROKEN,
  EPIPE: BROKEN,
  UND_ERR_SOCKET: BROKEN,
  UND_ERR_CONNECT_TIMEOUT: TIMED_OUT,
  UND_ERR_HEADERS_TIMEOUT: TIMED_OUT,
  ETIMEDOUT: TIMED_OUT,
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  EPROTO: "it does not speak TLS there (is it http instead of https?)",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS there (is it http instead of https?)",
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};

/** Reads a failed call of {@link createClient}'s client; null when the error is not one of its own. */
export function serverFailure(error: unknown): ServerFailure | null {
  if (!isClientError(error)) return null;
  const problem = Problem.safeParse(error.data?.problem);
  return problem.success ? { type: "refused", problem: problem.data } : { type: "unreachable", reason: reasonOf(error) };
}

function isClientError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}

function reasonOf(error: Error): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const reason = "code" in cause && typeof cause.code === "string" ? REASONS[cause.code] : undefined;
    if (reason !== undefined) return reason;
  }
  return error.message.slice(0, 200);
}
