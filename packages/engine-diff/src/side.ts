import type { Operation } from "@surety/engine-spec/api";

/** The same operation in both contracts, and how findings name it. */
export interface OperationPair {
  readonly base: Operation;
  readonly revision: Operation;
  /** Key of the operation that findings belong to: for a callback, of the operation that declares it. */
  readonly key: string;
  /** Start of coordinates: the key, or the key and the callback. */
  readonly coordinate: string;
  /** The provider is the client: webhooks and callbacks. */
  readonly swapped: boolean;
}

/** A concrete path for a template: `/orders/{id}` becomes `/orders/1`. */
export function concretePath(template: string): string {
  return template.replace(/\{[^{}/]*\}/g, "1");
}
