import type { MediaTypeMatch } from "./media-types.ts";
import type { Root, Session } from "./session.ts";

export type ItemsPlace = Pick<Root, "operation" | "coordinate" | "noun" | "direction" | "subject">;

/** Items of a stream (`itemSchema` of OpenAPI 3.2), where both sides have one. */
export function compareItems(session: Session, { base, revision }: MediaTypeMatch, place: ItemsPlace): void {
  if (base.itemSchema === undefined || revision.itemSchema === undefined) return;
  session.compare({ ...place, coordinate: `${place.coordinate}[]`, base: base.itemSchema, revision: revision.itemSchema, asText: false });
}
