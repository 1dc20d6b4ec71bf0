import type { Scope, Token } from "@surety/model/callers";
import type { OrganizationId, TokenId, TrustedPublisherId } from "@surety/model/ids";
import type { ServiceName } from "@surety/model/names";

export interface TokenRecord {
  readonly organizationId: OrganizationId;
  readonly token: Token;
}
export interface NewToken {
  /** A new one of its own, when it is left out. */
  readonly id?: TokenId | undefined;
  readonly name: string;
  readonly prefix: string;
  readonly hash: Uint8Array;
  readonly scopes: readonly Scope[];
  readonly services: readonly ServiceName[] | null;
  /** The rule by which a CI run gets it; null when somebody makes it. */
  readonly publisherId: TrustedPublisherId | null;
  readonly expiresAt: string | null;
}

export interface TokenRepository {
  /** Of any organization: the hash of the secret is what names it. */
  findByHash(hash: Uint8Array): Promise<TokenRecord | null>;
  find(organizationId: OrganizationId, id: TokenId): Promise<Token | null>;
  /** Those that somebody made, not those of CI runs; the newest first. */
  list(organizationId: OrganizationId, query: { before: { createdAt: string; id: TokenId } | null; limit: number }): Promise<Token[]>;
  insert(organizationId: OrganizationId, token: NewToken): Promise<Token>;
  /** False when there is none. */
  delete(organizationId: OrganizationId, id: TokenId): Promise<boolean>;
  /** Forgets tokens of CI runs a day after they expired. */
  deleteExpired(organizationId: OrganizationId): Promise<void>;
  /** Notes a use, at most once a minute for each token. */
  touch(organizationId: OrganizationId, id: TokenId): Promise<void>;
}
