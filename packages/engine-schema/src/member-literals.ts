import { judgeLiteral } from "./evaluate.ts";
import type { Cover, Literal } from "./facts.ts";
import type { Location } from "./location.ts";
import { surelyMatches } from "./patterns.ts";
import type { View } from "./view.ts";

/** What a member of that name has to satisfy; null when there surely can be none. */
export function memberLiterals(at: Location, sendable: Cover | null, name: string, view: View): readonly Literal[] | null {
  if (at.absent.has(name) || isName(name, at.nameLiterals, view) === false) return null;
  if (sendable !== null && !covers(sendable, name)) return null;
  const matching = at.matching.filter(({ pattern }) => surelyMatches(name, pattern)).map(({ literal }) => literal);
  const others = at.others.filter(({ cover }) => !covers(cover, name)).map(({ literal }) => literal);
  return [...(at.members.get(name) ?? []), ...matching, ...others];
}

export function covers(cover: Cover, name: string): boolean {
  return cover.names.has(name) || cover.patterns.some((pattern) => surelyMatches(name, pattern));
}

/** Whether the name satisfies all literals; null when that cannot be told. */
export function isName(name: string, literals: readonly Literal[], view: View): boolean | null {
  let doubt = false;
  for (const literal of literals) {
    const satisfied = judgeLiteral(literal, name, view);
    if (satisfied === false) return false;
    doubt ||= satisfied === null;
  }
  return doubt ? null : true;
}
