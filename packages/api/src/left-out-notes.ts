/** What a report says when it does not hold all items. */
export function leftOutNotes(nextCursor: string | null): string[] {
  return nextCursor === null ? [] : ["There is more than this report holds: the JSON form of this address has all of it, page by page."];
}
