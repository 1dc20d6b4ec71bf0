const copies = new WeakMap<object, object>();

/**
 * The same data in objects with the usual prototype, cycles included, for functions that other people wrote: they may
 * call `hasOwnProperty`. A copy is made once, and is theirs to spoil.
 */
export function plainValue(value: unknown): unknown {
  if (!isData(value)) return value;
  const open: object[] = [];
  const copyOf = (node: unknown): unknown => {
    if (!isData(node)) return node;
    const known = copies.get(node);
    if (known !== undefined) return known;
    const copy: object = Array.isArray(node) ? [] : {};
    copies.set(node, copy);
    open.push(node);
    return copy;
  };
  const result = copyOf(value);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const copy = copies.get(node) ?? {};
    if (Array.isArray(copy) && Array.isArray(node)) for (const item of node) copy.push(copyOf(item));
    else
      for (const [key, member] of Object.entries(node))
        Object.defineProperty(copy, key, { value: copyOf(member), enumerable: true, writable: true, configurable: true });
  }
  return result;
}

function isData(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Array.isArray(value);
}
