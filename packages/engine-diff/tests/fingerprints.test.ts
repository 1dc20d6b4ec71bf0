import { describe, expect, test } from "vitest";
import type { Change } from "@surety/model/changes";
import { diffContracts } from "../src/diff-contracts.ts";
import { listCorpus, readCorpusText } from "./corpus.ts";
import { changesOf, read } from "./diff.ts";
import type { Node } from "./diff.ts";
import { oasdiffOptions, oasdiffPairs } from "./oasdiff-pairs.ts";

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

function rewriteSchemas(value: unknown, rewrite: (schema: Node) => Node): unknown {
  if (Array.isArray(value)) return value.map((item) => rewriteSchemas(item, rewrite));
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === "schema" && isNode(inner) ? rewrite(inner) : rewriteSchemas(inner, rewrite),
    ]),
  );
}

const backwards = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(backwards);
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, inner]) => [name, backwards(inner)]),
  );
};

const asNode = (value: unknown): Node => (isNode(value) ? value : {});

/** What may happen to a branch without touching a change in it. */
const REWRITES: { readonly [name: string]: (document: Node) => Node } = {
  "members in another order": (document) => asNode(backwards(document)),
  "schemas moved into parts": (document) => asNode(rewriteSchemas(document, (schema) => ({ allOf: [schema] }))),
  "schemas moved into components": (document) => {
    const moved: Node = {};
    const rewritten = asNode(
      rewriteSchemas({ paths: document["paths"] }, (schema) => {
        const name = `Moved${Object.keys(moved).length}`;
        moved[name] = schema;
        return { $ref: `#/components/schemas/${name}` };
      }),
    );
    const components = asNode(document["components"]);
    return { ...document, ...rewritten, components: { ...components, schemas: { ...asNode(components["schemas"]), ...moved } } };
  },
  "other words": (document) =>
    asNode(
      rewriteSchemas(document, (schema) => (schema["$ref"] === undefined ? { ...schema, description: "said anew", title: "New" } : schema)),
    ),
  "unrelated operations": (document) => ({
    ...document,
    paths: {
      "/aaa": { get: { security: [], responses: { "200": { description: "ok" } } } },
      ...asNode(document["paths"]),
      "/zzz": { get: { security: [], responses: {} } },
    },
  }),
};

/** Each seventh pair: enough to meet every kind of place. */
const some = [...oasdiffPairs()].filter((_pair, index) => index % 7 === 0);

/** The fingerprints of two diffs whose changes should be the same. */
const marks = (changes: readonly Change[]): string[] => changes.map(({ fingerprint, kind }) => `${kind} ${fingerprint}`).sort();

describe("fingerprints of changes", () => {
  // `paths` of the pairs without operations stay without; what is new in both is no change.
  test.each(Object.keys(REWRITES))("survive %s", { timeout: 60_000 }, (name) => {
    const rewrite = REWRITES[name] ?? ((document: Node) => document);
    for (const [id, [base, revision]] of some) {
      const before = changesOf(base, revision, oasdiffOptions(id));
      expect(marks(changesOf(base, rewrite(revision), oasdiffOptions(id)).filter(isNotAdded)), id).toEqual(
        marks(before.filter(isNotAdded)),
      );
      expect(marks(changesOf(rewrite(base), rewrite(revision), oasdiffOptions(id))), id).toEqual(marks(before));
    }
  });

  test("are different for different changes", { timeout: 60_000 }, () => {
    for (const [id, [base, revision]] of oasdiffPairs()) {
      const all = changesOf(base, revision, oasdiffOptions(id)).map(({ fingerprint }) => fingerprint);
      expect(new Set(all).size, id).toBe(all.length);
    }
  });
});

const isNotAdded = ({ kind }: Change): boolean => kind !== "operation-added";

const pairs = listCorpus("pairs/");

describe.skipIf(pairs.length === 0)("real pairs", () => {
  test.each(pairs.length > 0 ? pairs : ["no corpus"])("no two changes of %s have one fingerprint", { timeout: 60_000 }, (name) => {
    const text = (side: string): string =>
      readCorpusText(`pairs/${name}/${listCorpus(`pairs/${name}/`).find((file) => file.startsWith(side)) ?? ""}`) ?? "";
    const { changes } = diffContracts(read(text("base")), read(text("revision")));
    const known = new Map<string, string>();
    for (const { fingerprint, kind, coordinate, message } of changes) {
      const said = `${kind} ${coordinate} ${message}`;
      expect(known.get(fingerprint)).toBeUndefined();
      known.set(fingerprint, said);
    }
  });
});
