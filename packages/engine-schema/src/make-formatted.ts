import type { Random } from "./random.ts";

const two = (value: number): string => String(value).padStart(2, "0");
const hex = (random: Random, digits: number): string => Array.from({ length: digits }, () => random.below(16).toString(16)).join("");
const word = (random: Random): string => random.pick(["a", "ada", "orders", "x1", "north-west", "b2b"]) ?? "a";

function date(random: Random): string {
  const day = random.pick([`01-01`, `12-31`, `02-28`, `${two(1 + random.below(12))}-${two(1 + random.below(28))}`]) ?? "01-01";
  return random.chance(0.1) ? "2024-02-29" : `${1970 + random.below(130)}-${day}`;
}

function time(random: Random): string {
  const clock = `${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`;
  const fraction = random.chance(0.3) ? `.${random.below(1000)}` : "";
  const zone = random.pick(["Z", "Z", "+00:00", "-08:00", "+05:30"]) ?? "Z";
  return clock + fraction + zone;
}

const MAKERS: ReadonlyMap<string, (random: Random) => string> = new Map([
  ["date", date],
  ["time", time],
  ["date-time", (random) => `${date(random)}T${time(random)}`],
  [
    "uuid",
    (random) =>
      `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${random.pick(["8", "9", "a", "b"]) ?? "8"}${hex(random, 3)}-${hex(random, 12)}`,
  ],
  ["email", (random) => `${word(random)}${random.below(100)}@${word(random)}.example.com`],
  ["hostname", (random) => `${word(random)}.example.com`],
  ["ipv4", (random) => [192, 0, 2, random.below(256)].join(".")],
  ["ipv6", (random) => `2001:db8::${hex(random, 4)}`],
  ["uri", (random) => `https://${word(random)}.example.com/${word(random)}${random.chance(0.4) ? `?q=${random.below(100)}` : ""}`],
]);

/** A random text of a format that is known here; undefined otherwise. */
export function makeFormatted(format: string, random: Random): string | undefined {
  return MAKERS.get(format)?.(random);
}
