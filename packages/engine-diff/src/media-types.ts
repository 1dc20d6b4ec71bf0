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
  /** The narrower of both media types, normalized. */
  readonly name: string;
  /** The same as it is written. */
  readonly mediaType: string;
  readonly base: MediaType;
  readonly revision: MediaType;
}

export interface NamedMediaType {
  readonly name: string;
  readonly media: MediaType;
}

/** A range of one contract of which the other one says only some media types. */
export interface PartlyCovered extends NamedMediaType {
  readonly parts: readonly [NamedMediaType, ...NamedMediaType[]];
}

export interface MediaTypeMatches {
  /** What is the same under both contracts, for each media type that either of them names. */
  readonly matched: readonly MediaTypeMatch[];
  /** Nothing of it is in the revision. */
  readonly removed: readonly NamedMediaType[];
  /** Nothing of it was in the base. */
  readonly added: readonly NamedMediaType[];
  /** Only parts of it are in the revision. */
  readonly narrowed: readonly PartlyCovered[];
  /** Only parts of it were in the base. */
  readonly widened: readonly PartlyCovered[];
}

/**
 * What both contracts say of each media type that either of them names: its own entry, or else the narrowest range that
 * covers it. `special`: a reader of the base also reads its specializations (`application/problem+json` as JSON).
 */
export function matchMediaTypes(base: readonly MediaType[], revision: readonly MediaType[], special: boolean): MediaTypeMatches {
  const before = named(base);
  const after = named(revision);
  const matched = new Map<string, MediaTypeMatch>();
  const lost: NamedMediaType[] = [];
  const news: NamedMediaType[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, current] = [narrowest(before, name), narrowest(after, name)];
    if (old !== undefined && current !== undefined) {
      const key = `${old.name} ${current.name}`;
      const { mediaType } = old.name === name ? old.media : current.media;
      if (!matched.has(key)) matched.set(key, { name, mediaType, base: old.media, revision: current.media });
    } else if (old !== undefined) lost.push({ name, media: old.media });
    else if (current !== undefined) news.push({ name, media: current.media });
  }
  const removed: NamedMediaType[] = [];
  const [narrowed, widened] = [partsOf(lost, after), partsOf(news, before)];
  const added = news.filter(({ name }) => !widened.some((other) => other.name === name));
  for (const one of lost.filter(({ name }) => !narrowed.some((other) => other.name === name))) {
    const twin = special ? added.findIndex(({ name }) => specializes(name, one.name)) : -1;
    const [current] = twin < 0 ? [] : added.splice(twin, 1);
    if (current === undefined) removed.push(one);
    else matched.set(one.name, { name: one.name, mediaType: current.media.mediaType, base: one.media, revision: current.media });
  }
  return { matched: [...matched.values()], removed, added, narrowed, widened };
}

const named = (media: readonly MediaType[]): ReadonlyMap<string, MediaType> =>
  new Map(media.map((one) => [normalizeMediaType(one.mediaType), one]));

/** How much a name says: anything, a type, a subtype, its parameters. */
const precision = (name: string): number => (name === "*/*" ? 0 : isRange(name) ? 1 : name === baseName(name) ? 2 : 3);

function narrowest(known: ReadonlyMap<string, MediaType>, name: string): NamedMediaType | undefined {
  const covering = [...known].filter(([range]) => coversMediaType(range, name));
  const [first] = covering.sort(([left], [right]) => Number(right === name) - Number(left === name) || precision(right) - precision(left));
  return first === undefined ? undefined : { name: first[0], media: first[1] };
}

function partsOf(wide: readonly NamedMediaType[], known: ReadonlyMap<string, MediaType>): readonly PartlyCovered[] {
  return wide.flatMap((one) => {
    const [first, ...others] = [...known].filter(([name]) => coversMediaType(one.name, name)).map(([name, media]) => ({ name, media }));
    return first === undefined ? [] : [{ ...one, parts: [first, ...others] as const }];
  });
}

/** `a`, `a and b`, `a, b and c`. */
export function listNames(parts: readonly NamedMediaType[]): string {
  const names = parts.map(({ name }) => name).sort();
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
