import type { StoreOf } from "@surety/domain/deps";
import type { IdempotencyRepository } from "@surety/domain/idempotency/idempotency-repository";

/** Each request's key by the store of its own organization; what has expired, by `all`. */
export function idempotencyOf(storeOf: StoreOf, all: IdempotencyRepository): IdempotencyRepository {
  const own = (organizationId: Parameters<StoreOf>[0]) => storeOf(organizationId).repositories.idempotency;
  return {
    claim: (organizationId, ...request) => own(organizationId).claim(organizationId, ...request),
    answer: (organizationId, ...request) => own(organizationId).answer(organizationId, ...request),
    release: (organizationId, ...request) => own(organizationId).release(organizationId, ...request),
    deleteExpired: (limit) => all.deleteExpired(limit),
  };
}
