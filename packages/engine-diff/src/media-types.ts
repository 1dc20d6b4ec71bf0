import type { MediaType } from "@surety/engine-spec/api";
import type { Contract } from "@surety/engine-spec/contract";

/** A media type without weights, its parameters in one order: `application/json; charset=utf-8`. */
export function normalizeMediaType(text: string): string {
  const [name = "", ...parameters] = text
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const kept = parameters.filter((parameter) => parameter !== "" && !parameter.startsWith("q=") && parameter !== "charset=utf-8").sort();
  return [name, ...kept].join("; ");
}

const baseName = (name: string): string => name.split(";")[0] ?? name;

/** `text/*`, and what stands for any media type. */
export const isRange = (name: string): boolean => baseName(name).endsWith("/*");

/** Swagger 2.0 has no media type where neither `consumes` nor `produces` is written: nothing was said, so nothing was promised. */
export const isUnstated = ({ dialect }: Contract, name: string): boolean => dialect === "swagger-2.0" && name === "*/*";

/** Whether a range (any type, any text, a type without parameters) covers the type. */
export function coversMediaType(range: string, name: string): boolean {
  if (range === name || range === "*/*") return true;
  if (range.endsWith("/*")) return name.startsWith(range.slice(0, -1));
  return range === baseName(name);
}

/** `application/problem+json` is JSON as well. */
export function specializes(special: string, general: string): boolean {
  const [type = "", subtype = ""] = baseName(general).split("/");
  return baseName(special).startsWith(`${type}/`) && baseName(special).endsWith(`+${subtype}`);
}

export interface MediaTypeMatch {
  readonly name: string;
  readonly base: MediaType;
  readonly revision: MediaType;
}

export interface MediaTypeMatches {
  readonly matched: readonly MediaTypeMatch[];
  readonly removed: readonly { readonly name: string; readonly media: MediaType }[];
  readonly added: readonly { readonly name: string; readonly media: MediaType }[];
}

/** Which media types stay, by name or by a range that covers them; `special`: a reader of the base also reads its specializations. */
export function matchMediaTypes(base: readonly MediaType[], revision: readonly MediaType[], special: boolean): MediaTypeMatches {
  const before = new Map(base.map((media) => [normalizeMediaType(media.mediaType), media]));
  const after = new Map(revision.map((media) => [normalizeMediaType(media.mediaType), media]));
  const matched: MediaTypeMatch[] = [];
  const used = new Set<string>();
  const removed: { name: string; media: MediaType }[] = [];
  for (const [name, media] of before) {
    const exact = after.has(name) ? name : [...after.keys()].find((other) => coversMediaType(other, name) || coversMediaType(name, other));
    const twin =
      exact ??
      (special ? [...after.keys()].find((other) => !before.has(other) && !used.has(other) && specializes(other, name)) : undefined);
    const current = twin === undefined ? undefined : after.get(twin);
    if (twin === undefined || current === undefined) removed.push({ name, media });
    else {
      used.add(twin);
      matched.push({ name, base: media, revision: current });
    }
  }
  const added = [...after].filter(([name]) => !used.has(name)).map(([name, media]) => ({ name, media }));
  return { matched, removed, added };
}
