import type { Scope, Token } from "@surety/model/callers";
import type { OrganizationId, TokenId } from "@surety/model/ids";

export interface TokenRecord {
  readonly organizationId: OrganizationId;
  readonly token: Token;
}
export interface NewToken {
  readonly name: string;
  readonly prefix: string;
  readonly hash: Uint8Array;
  readonly scopes: readonly Scope[];
  readonly expiresAt: string | null;
}

export interface TokenRepository {
  /** Of any organization: the hash of the secret is what names it. */
  findByHash(hash: Uint8Array): Promise<TokenRecord | null>;
  find(organizationId: OrganizationId, id: TokenId): Promise<Token | null>;
  /** Newest first. */
  list(organizationId: OrganizationId, query: { before: { createdAt: string; id: TokenId } | null; limit: number }): Promise<Token[]>;
  insert(organizationId: OrganizationId, token: NewToken): Promise<Token>;
  /** False when there is none. */
  delete(organizationId: OrganizationId, id: TokenId): Promise<boolean>;
  /** Notes a use, at most once a minute for each token. */
  touch(organizationId: OrganizationId, id: TokenId): Promise<void>;
}
