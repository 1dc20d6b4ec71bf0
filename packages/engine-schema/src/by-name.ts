/** Members by name, so that nothing follows the order in which a document writes them. */
export function byName<Item>(members: ReadonlyMap<string, Item> | undefined): readonly (readonly [string, Item])[] {
  return members === undefined ? [] : [...members].sort(([left], [right]) => compare(left, right));
}

/** Names in order. */
export const sortedNames = (names: Iterable<string> | undefined): readonly string[] => [...(names ?? [])].sort(compare);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
