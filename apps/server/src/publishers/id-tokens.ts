import type { IdTokenVerifier } from "@surety/domain/trusted-publishers/id-token-verifier";
import type { Egress } from "@surety/egress/egress";
import { SuretyError } from "@surety/model/errors";
import { decodeJwt, errors, jwtVerify } from "jose";
import { createIssuerKeys } from "./issuer-keys.ts";

const CLOCK_TOLERANCE_SECONDS = 30;
/** Signatures with a public key only: a shared secret or none at all proves nothing. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"];

export interface IdTokenOptions {
  readonly issuers: readonly string[];
  /** The address of this server: a token for anybody else is refused. */
  readonly audience: string;
  readonly egress: Pick<Egress, "request">;
  readonly clock: () => Date;
}

/** Checks OpenID Connect tokens of CI runs: issuer, signature, audience, times. */
export function createIdTokens({ issuers, audience, egress, clock }: IdTokenOptions): IdTokenVerifier {
  const keysOf = createIssuerKeys(egress, clock);
  return {
    issuers,
    async verify(token) {
      const issuer = issuerOf(token);
      if (issuer === undefined || !issuers.includes(issuer))
        throw refused(
          `It is of the issuer ${issuer ?? "that it does not name"}; this server takes those of ${issuers.join(", ") || "nobody"}.`,
        );
      try {
        const { payload } = await jwtVerify(token, keysOf(issuer), {
          issuer,
          audience,
          algorithms: ALGORITHMS,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          requiredClaims: ["exp", "iat", "jti"],
          currentDate: clock(),
        });
        const { jti, exp } = payload;
        if (typeof jti !== "string" || jti === "" || exp === undefined) throw refused("It has no id of its own (jti).");
        return { issuer, claims: payload, jti, expiresAt: new Date((exp + CLOCK_TOLERANCE_SECONDS) * 1000) };
      } catch (error) {
        throw error instanceof SuretyError ? error : refused(reasonOf(error, audience), error);
      }
    },
  };
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch (cause) {
    throw refused("It is not a JSON Web Token.", cause);
  }
}

function reasonOf(error: unknown, audience: string): string {
  if (error instanceof errors.JWTExpired) return "It has expired.";
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === "aud") return `Its audience is not ${audience}: ask the CI for a token with that audience.`;
    return error.claim === "nbf" || error.claim === "iat"
      ? "It does not count yet: check the clocks."
      : `Its claim ${error.claim} is missing or wrong.`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return "Its signature is not by a key of its issuer.";
  if (error instanceof errors.JOSEAlgNotAllowed) return "It is signed in a way that is not taken.";
  return "It is not a signed JSON Web Token that can be read.";
}

function refused(detail: string, cause?: unknown): SuretyError {
  return new SuretyError("id_token_refused", detail, { cause });
}
