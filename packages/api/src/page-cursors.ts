import { createHash } from "node:crypto";
import { SuretyError } from "@surety/model/errors";

/** Fields that may differ from page to page of one list; tRPC's clients add `direction`. */
const OF_THE_PAGE: ReadonlySet<string> = new Set(["cursor", "limit", "direction"]);
const MARK_LENGTH = 12;

/** What a cursor belongs to: the organization, the list, and what the list was filtered by. */
export interface CursorScope {
  readonly organizationId: string;
  /** Name of the procedure. */
  readonly list: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A cursor as clients see it. It grants nothing: the mark tells a cursor of another list from one of this, and hides no secret. */
export function sealCursor(cursor: string, scope: CursorScope): string {
  return `${markOf(scope)}${cursor}`;
}

/** @throws SuretyError `invalid_input` for what is no cursor of this list */
export function openCursor(sealed: string, scope: CursorScope): string {
  const mark = markOf(scope);
  if (sealed.startsWith(mark) && sealed.length > mark.length) return sealed.slice(mark.length);
  const detail = "not a cursor of this list with these filters: leave it out, or take `nextCursor` of a page of the same list";
  throw new SuretyError("invalid_input", `/cursor: ${detail}`, { errors: [{ pointer: "/cursor", detail }] });
}

function markOf({ organizationId, list, input }: CursorScope): string {
  const filters = Object.entries(input)
    .filter(([field, value]) => !OF_THE_PAGE.has(field) && value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([organizationId, list, filters]))
    .digest("base64url")
    .slice(0, MARK_LENGTH);
}
