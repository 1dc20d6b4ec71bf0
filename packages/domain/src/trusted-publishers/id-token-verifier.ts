/** What the token of a CI run says, after its signature, issuer, audience and times were checked. */
export interface IdToken {
  readonly issuer: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Its own name: none is taken twice. */
  readonly jti: string;
  readonly expiresAt: Date;
}

export interface IdTokenVerifier {
  /** Issuers whose tokens are taken. */
  readonly issuers: readonly string[];
  /** @throws SuretyError `id_token_refused`, or `overloaded` when the issuer does not answer. */
  verify(token: string): Promise<IdToken>;
}
