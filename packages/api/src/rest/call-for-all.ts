/** A report of more is read by nobody, and tools refuse it. */
const MAX_ITEMS = 2000;
const PAGE = 100;

/** The answer of a procedure with the items of all its pages in one, as far as a report takes them. */
export async function callForAll(
  call: (input: Readonly<Record<string, unknown>>) => Promise<unknown>,
  input: Readonly<Record<string, unknown>>,
  isPaged: boolean,
): Promise<unknown> {
  if (!isPaged) return call(input);
  const items: unknown[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await call({ ...input, limit: PAGE, cursor });
    if (!isPage(page)) throw new Error("A procedure that takes a cursor answers with pages");
    items.push(...page.items);
    if (page.nextCursor === null || items.length >= MAX_ITEMS) return { ...page, items };
    cursor = page.nextCursor;
  }
}

function isPage(value: unknown): value is { readonly items: readonly unknown[]; readonly nextCursor: string | null } {
  return typeof value === "object" && value !== null && "items" in value && Array.isArray(value.items) && "nextCursor" in value;
}
