import type { Dialect } from "@surety/model/contracts";

/** What a rule may be for. */
export const FORMATS = ["oas2", "oas3", "oas3_0", "oas3_1", "oas3_2"] as const;
export type Format = (typeof FORMATS)[number];

/** Formats of other documents: rules for them never apply to a contract. */
const FOREIGN = /^(?:aas|arazzo|json-?schema|jsonschema|draft|xsd|graphql|postman)/i;

/** The format that a name means (`oas3.1`, `oas3_1`, `OpenAPI 3.1.x`); undefined for those of other documents. Throws for unknown names. */
export function formatNamed(name: string): Format | undefined {
  const plain = name.toLowerCase().trim();
  const short = /^(?:oas|openapi\s*)(\d)(?:[._-]?(\d))?(?:\.x)?(?:\s*\(swagger\))?$/.exec(plain);
  if (short !== null) {
    const [, major, minor] = short;
    if (major === "2") return "oas2";
    return FORMATS.find((format) => format === (minor === undefined ? "oas3" : `oas3_${minor}`));
  }
  if (plain.startsWith("openapi 3.x")) return "oas3";
  if (FOREIGN.test(plain) || /asyncapi|json schema/.test(plain)) return undefined;
  throw new RangeError(`the format \`${name}\` is not known; known are ${FORMATS.join(", ").replaceAll("_", ".")}`);
}

const OF_DIALECT: ReadonlyMap<Dialect, readonly Format[]> = new Map<Dialect, readonly Format[]>([
  ["swagger-2.0", ["oas2"]],
  ["openapi-3.0", ["oas3", "oas3_0"]],
  ["openapi-3.1", ["oas3", "oas3_1"]],
  ["openapi-3.2", ["oas3", "oas3_2"]],
]);

export function formatsOf(dialect: Dialect): ReadonlySet<Format> {
  return new Set(OF_DIALECT.get(dialect) ?? []);
}
