import type { OrganizationId } from "@surety/model/ids";

/** One key of one credential. The key itself is not stored: `key` is its digest. */
export interface IdempotencyKey {
  readonly actor: string;
  readonly key: Uint8Array;
}

/**
 * What a request with a key finds. Who has claimed it has to answer or release it; who dies without either is followed
 * by the next request once its time is up, with the same `effectId`, under which the effect is made but once.
 */
export type Claim =
  | { readonly type: "claimed"; readonly attempt: number; readonly effectId: string }
  | { readonly type: "in-flight" }
  | { readonly type: "other-request" }
  | { readonly type: "answered"; readonly answer: Uint8Array };

/** Requests that may be sent twice, by their keys; each is known for a day after it was first sent. */
export interface IdempotencyRepository {
  /** `request` is the digest of everything that the request asks for. */
  claim(organizationId: OrganizationId, key: IdempotencyKey, request: Uint8Array): Promise<Claim>;
  /** Keeps the answer, unless somebody else has claimed the key meanwhile. */
  answer(organizationId: OrganizationId, key: IdempotencyKey, attempt: number, answer: Uint8Array): Promise<void>;
  /** Forgets the request, so that the next one is answered anew. */
  release(organizationId: OrganizationId, key: IdempotencyKey, attempt: number): Promise<void>;
  /** Of all organizations; so many at most. */
  deleteExpired(limit: number): Promise<void>;
}
