import fc from "fast-check";
import { readContract } from "@surety/engine-spec/read-contract";
import type { Schema } from "@surety/engine-spec/schema";
import type { Json } from "@surety/model/json";
import { Random } from "../src/random.ts";
import { readCorpus } from "./corpus.ts";
import { fromJsonSchema } from "./from-json-schema.ts";
import { isRaw, mutateSchemas, schemasInside } from "./mutate-schema.ts";
import type { RawSchema } from "./mutate-schema.ts";
import { plain } from "./oracles.ts";
import { schemas } from "./random-schemas.ts";

export interface SchemaPair {
  readonly origin: string;
  readonly a: Schema;
  readonly b: Schema;
  /** As written, when that is JSON Schema 2020-12 already. */
  readonly raw: { readonly a: Json; readonly b: Json } | null;
}

/** A small document around named schemas of a real one. */
interface Excerpt {
  readonly origin: string;
  readonly version: string;
  readonly root: string;
  readonly named: { readonly [name: string]: Json };
}

const MOST_NODES = 220;
const DOCUMENTS = ["github", "stripe", "openai", "kubernetes", "twilio"];

function referenced(schema: Json): string[] {
  return schemasInside(schema).flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref.split("/").at(-1) ?? ""] : []));
}

let known: readonly Excerpt[] | null = null;

/** Excerpts of the corpus, with all that they refer to, when that is not much. */
function excerpts(): readonly Excerpt[] {
  known ??= DOCUMENTS.flatMap((name) => {
    const document = readCorpus<RawSchema>(`documents/${name}.json.gz`);
    if (document === null) return [];
    const components = isRaw(document["components"]) ? document["components"]["schemas"] : document["definitions"];
    const all: RawSchema = isRaw(components) ? components : {};
    const written = document["openapi"] ?? document["swagger"];
    const version = typeof written === "string" ? written : "3.0.0";
    return Object.keys(all).flatMap((root): Excerpt[] => {
      const names = new Set([root]);
      let nodes = 0;
      for (const other of names) {
        nodes += schemasInside(all[other]).length;
        if (nodes > MOST_NODES) return [];
        for (const ref of referenced(all[other] ?? true)) if (Object.hasOwn(all, ref)) names.add(ref);
      }
      if (nodes < 3) return [];
      return [
        { origin: `${name} ${root}`, version, root, named: Object.fromEntries([...names].map((other) => [other, all[other] ?? true])) },
      ];
    });
  });
  return known;
}

function readExcerpt({ version, root }: Excerpt, named: { readonly [name: string]: Json }): Schema | null {
  const definitions = version.startsWith("2")
    ? { swagger: version, definitions: named }
    : { openapi: version, components: { schemas: named } };
  const text = JSON.stringify({ ...definitions, info: { title: "t", version: "1" }, paths: {} });
  const result = readContract(new TextEncoder().encode(text));
  return result.ok ? (result.contract.api.schemas.get(root) ?? null) : null;
}

function mutatedPair(seed: number): SchemaPair | null {
  const random = new Random(seed);
  const excerpt = random.pick(excerpts());
  if (excerpt === undefined) return null;
  // Every other one is read as 3.1, where all keywords of 2020-12 count.
  const modern = excerpt.version.startsWith("3.1") || (excerpt.version.startsWith("3.0") && random.chance(0.5));
  const as = modern ? { ...excerpt, version: "3.1.0" } : excerpt;
  const before = plain(excerpt.named);
  if (random.chance(0.3)) mutateSchemas(Object.values(before), random, modern);
  const after = plain(before);
  mutateSchemas(Object.values(after), random, modern);
  const [a, b] = [readExcerpt(as, before), readExcerpt(as, after)];
  return a === null || b === null ? null : { origin: `${excerpt.origin} as ${as.version}`, a, b, raw: null };
}

function generatedPair(seed: number): SchemaPair {
  const random = new Random(seed);
  const [left, right] = fc.sample(fc.tuple(schemas, schemas), { numRuns: 1, seed })[0] ?? [true, true];
  const a = plain(left);
  let b = plain(right);
  const way = random.below(6);
  if (isRaw(a) && isRaw(b) && way === 1) b = { ...a, ...b };
  else if (way === 2) b = { anyOf: [a, b] };
  else if (way === 3 && isRaw(a)) b = Object.fromEntries(Object.entries(a).slice(1));
  else if (way >= 4) {
    b = plain(a);
    mutateSchemas([b], random, true);
  }
  return { origin: "generated", a: fromJsonSchema(a), b: fromJsonSchema(b), raw: { a, b } };
}

/** Pairs that have something to do with each other: every other one from the corpus, where it is there. */
export function pairOf(seed: number): SchemaPair {
  return (seed % 2 === 0 ? mutatedPair(seed) : null) ?? generatedPair(seed);
}
