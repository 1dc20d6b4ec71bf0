/** Makes a value on its first use, and keeps it: for statements that are prepared by those who need them. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
