/** An object of a document that somebody else wrote: every member is checked where it is used. */
export type Raw = { readonly [name: string]: unknown };

export function isRaw(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own members only: a document may have one that is called `constructor`. */
export function member(node: unknown, name: string): unknown {
  return isRaw(node) && Object.hasOwn(node, name) ? node[name] : undefined;
}

export function textOf(node: unknown, name: string): string | undefined {
  const value = member(node, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function listOf(node: unknown, name: string): readonly unknown[] {
  const value = member(node, name);
  return Array.isArray(value) ? value : [];
}

export function entriesOf(node: unknown, name: string): [name: string, value: unknown][] {
  const value = member(node, name);
  return isRaw(value) ? Object.entries(value) : [];
}

/** A node after its local references. `name` is that of the last one, `broken` a reference that leads nowhere. */
export interface Resolved {
  readonly node: unknown;
  readonly name?: string;
  readonly broken?: string;
}

const MAX_HOPS = 32;

/** Follows `$ref`s inside the document; those to other files are not followed. */
export function resolve(document: Raw, node: unknown): Resolved {
  let at = node;
  let name: string | undefined;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    const ref = textOf(at, "$ref");
    if (ref === undefined) return name === undefined ? { node: at } : { node: at, name };
    if (!ref.startsWith("#/")) return { node: {}, broken: ref };
    const tokens = ref.slice(2).split("/").map(decode);
    let target: unknown = document;
    for (const token of tokens) target = Array.isArray(target) ? target[Number(token)] : member(target, token);
    if (target === undefined) return { node: {}, broken: ref };
    at = target;
    name = tokens.at(-1) ?? ref;
  }
  return { node: {}, broken: "references in a circle" };
}

function decode(token: string): string {
  let text = token;
  try {
    text = decodeURIComponent(token);
  } catch {
    // Not percent-encoded: taken as it is.
  }
  return text.replaceAll("~1", "/").replaceAll("~0", "~");
}
