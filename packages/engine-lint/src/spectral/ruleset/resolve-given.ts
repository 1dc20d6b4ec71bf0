import type { Format } from "./formats.ts";
import type { Alias, Aliases } from "./ruleset.ts";

const MAX_PATHS = 500;

/** Replaces `#Name` at the beginning by the alias, for a document of these formats; `any` gives what any format has. */
export function resolveGiven(
  given: string,
  aliases: Aliases,
  formats: ReadonlySet<Format> | "any",
  above: readonly string[] = [],
): string[] {
  if (!given.startsWith("#")) return [given];
  const name = /^#([A-Za-z0-9_-]+)/.exec(given)?.[1];
  if (name === undefined) throw new RangeError(`\`${given}\`: an alias is \`#\` and a name of letters, digits, \`_\` and \`-\``);
  if (above.includes(name)) throw new RangeError(`the alias \`${name}\` refers to itself: ${[...above, name].join(" → ")}`);
  const alias = aliases.get(name);
  if (alias === undefined) throw new RangeError(`the alias \`${name}\` is not defined`);
  const rest = given.slice(name.length + 1);
  const paths = valuesOf(alias, formats).flatMap((value) => resolveGiven(value + rest, aliases, formats, [...above, name]));
  if (paths.length > MAX_PATHS) throw new RangeError(`the alias \`${name}\` stands for more than ${MAX_PATHS} paths`);
  return paths;
}

function valuesOf(alias: Alias, formats: ReadonlySet<Format> | "any"): readonly string[] {
  if (!("targets" in alias)) return alias;
  if (formats === "any") return alias.targets.flatMap(({ given }) => given);
  return alias.targets.findLast((target) => [...target.formats].some((format) => formats.has(format)))?.given ?? [];
}
