import type { RawNode } from "@surety/engine-spec/contract";
import { parseJson } from "@surety/engine-spec/parse-json";
import { parseYaml } from "@surety/engine-spec/parse-yaml";
import { joinPointer, type Pointer } from "@surety/model/pointer";
import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, test } from "vitest";
import type { Edit } from "../../src/fixes/edit.ts";
import { editSource } from "../../src/fixes/edit-source.ts";
import { editValue } from "../../src/fixes/edit-value.ts";
import { readJsonSource } from "../../src/fixes/read-json-source.ts";
import { readYamlSource } from "../../src/fixes/read-yaml-source.ts";

const LIMITS = { maxDepth: 100, maxNodes: 100_000 };

function edit(text: string, edits: readonly Edit[], syntax: "json" | "yaml") {
  const root = syntax === "json" ? readJsonSource(text) : readYamlSource(text, 100);
  if (root === null) throw new Error("no document");
  return editSource(text, root, edits, syntax);
}

const yaml = (text: string, ...edits: Edit[]) => edit(text, edits, "yaml").text;
const json = (text: string, ...edits: Edit[]) => edit(text, edits, "json").text;

describe("in YAML", () => {
  const text = `# head
tags:   # of the API
  # orders come first
  - name: orders   # the main one
    description: >
      Folded
      text

  - name: billing
paths:
  /a: {get: {summary: x}}   # beside
`;

  test("a member is added in the style that it finds", () => {
    expect(yaml(text, { op: "add-member", pointer: "/tags/1", name: "description", value: "Bills" })).toBe(
      text.replace("  - name: billing\n", "  - name: billing\n    description: Bills\n"),
    );
    expect(yaml(text, { op: "add-member", pointer: "/paths/~1a/get", name: "operationId", value: "getA" })).toBe(
      text.replace("{summary: x}", '{summary: x, "operationId": getA}'),
    );
  });

  test("an item is added below the last one", () => {
    expect(yaml(text, { op: "add-item", pointer: "/tags", value: { name: "stock" } })).toBe(
      text.replace("  - name: billing\n", "  - name: billing\n  - name: stock\n"),
    );
  });

  test("items move with their comments", () => {
    expect(yaml(text, { op: "reorder", pointer: "/tags", order: [1, 0] })).toBe(`# head
tags:   # of the API
  - name: billing

  # orders come first
  - name: orders   # the main one
    description: >
      Folded
      text
paths:
  /a: {get: {summary: x}}   # beside
`);
  });

  test("a removal leaves no line behind", () => {
    expect(yaml(text, { op: "remove", pointer: "/tags/1" })).toBe(text.replace("  - name: billing\n", ""));
    expect(yaml(text, { op: "remove", pointer: "/tags/0/description" })).toContain("# the main one\n\n  - name: billing");
  });

  test("a comment beside what would go is not lost: the edit is refused", () => {
    const two = "a:\n  b: 1 # why\n  c: 2\n";
    const { text: left, refused } = edit(two, [{ op: "remove", pointer: "/a/b" }], "yaml");
    expect(left).toBe(two);
    expect(refused.map(({ reason }) => reason)).toEqual(["a comment stands beside it"]);
  });

  test("what goes last leaves an empty object", () => {
    expect(yaml("a:\n  b: 1\nc: 2\n", { op: "remove", pointer: "/a/b" })).toBe("a: {}\nc: 2\n");
  });

  test("Windows line breaks stay", () => {
    expect(yaml("a:\r\n  b: 1\r\nc: 2\r\n", { op: "add-member", pointer: "/a", name: "d", value: 3 })).toBe(
      "a:\r\n  b: 1\r\n  d: 3\r\nc: 2\r\n",
    );
  });

  test("what an alias stands for is not edited through it", () => {
    const { refused } = edit("a: &x {b: 1}\nc: *x\n", [{ op: "remove", pointer: "/c/b" }], "yaml");
    expect(refused).toHaveLength(1);
  });
});

describe("in JSON", () => {
  const text = '{\n  "tags": [\n    {"name": "a"},\n    {"name": "b"}\n  ],\n  "paths": {}\n}\n';

  test("the layout stays", () => {
    expect(json(text, { op: "remove", pointer: "/tags/1" })).toBe('{\n  "tags": [\n    {"name": "a"}\n  ],\n  "paths": {}\n}\n');
    expect(json(text, { op: "remove", pointer: "/tags/0" })).toBe('{\n  "tags": [\n    {"name": "b"}\n  ],\n  "paths": {}\n}\n');
    expect(json(text, { op: "add-item", pointer: "/tags", value: { name: "c" } })).toContain(
      '    {"name": "b"},\n    {\n      "name": "c"\n    }\n  ],',
    );
    expect(json(text, { op: "reorder", pointer: "/tags", order: [1, 0] })).toContain('[\n    {"name": "b"},\n    {"name": "a"}\n  ]');
    expect(json('{"a":1,"b":2}', { op: "add-member", pointer: "", name: "c", value: [1, 2] })).toBe('{"a":1,"b":2,"c":[1,2]}');
    expect(json('{"a":{"x":1,"y":2,"z":3}}', { op: "remove", pointer: "/a/x" }, { op: "remove", pointer: "/a/z" })).toBe('{"a":{"y":2}}');
  });
});

describe("for any document and edits", () => {
  const key = fc.oneof(fc.constantFrom("a", "b", "no", "x-y", "1", "a b", "~/", "-", "key:", "#c", ""), fc.string({ maxLength: 4 }));
  const scalar = fc.oneof(
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.string({ maxLength: 12 }),
    fc.constantFrom("a: b", "- x", "# c", "l1\nl2\n", "'"),
  );
  const { node } = fc.letrec<{ node: RawNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie("node"), { maxLength: 4 }),
      fc
        .uniqueArray(fc.tuple(key, tie("node")), { selector: ([name]) => name, maxLength: 4 })
        .map((entries) => Object.fromEntries(entries)),
    ),
  }));
  const root = fc
    .uniqueArray(fc.tuple(key, node), { selector: ([name]) => name, minLength: 1, maxLength: 5 })
    .map((entries) => Object.fromEntries(entries));

  test.each(["json", "yaml"] as const)("the text reads as the edited value, or the edit is refused: %s", (syntax) => {
    let made = 0;
    let asked = 0;
    fc.assert(
      fc.property(root, fc.infiniteStream(fc.nat(1000)), scalar, fc.boolean(), (value, choices, added, loose) => {
        const text =
          syntax === "json" ? JSON.stringify(value, null, loose ? 2 : 0) : dump(value, { flowLevel: loose ? 2 : -1, noRefs: true });
        const read = (source: string) => (syntax === "json" ? parseJson(source, LIMITS).value : parseYaml(source, LIMITS).value);
        const document = read(text);
        const edits = someEdits(document, choices, added);
        const result = edit(text, edits, syntax);
        asked += edits.length;
        made += result.made.length;
        expect(JSON.stringify(read(result.text))).toBe(JSON.stringify(editValue(document, result.made)));
      }),
      { numRuns: 400, seed: 7 },
    );
    expect(made / asked).toBeGreaterThan(0.9);
  });
});

/** One edit at each of some places that do not lie in each other. */
function someEdits(document: RawNode, choices: Iterator<number>, value: RawNode): Edit[] {
  const edits: Edit[] = [];
  const next = () => Number(choices.next().value);
  const visit = (node: RawNode, pointer: Pointer): void => {
    const choice = next() % 8;
    if (pointer !== "" && choice === 0) return void edits.push({ op: "remove", pointer });
    if (pointer !== "" && choice === 1 && (typeof node !== "object" || node === null))
      return void edits.push({ op: "set", pointer, value });
    if (Array.isArray(node)) {
      if (choice === 2 && node.length > 1)
        return void edits.push({ op: "reorder", pointer, order: node.map((_, index) => node.length - 1 - index) });
      if (choice === 3) edits.push({ op: "add-item", pointer, value });
      for (const [index, item] of node.entries()) visit(item, joinPointer(pointer, index));
    } else if (typeof node === "object" && node !== null) {
      if (choice === 3 && !Object.hasOwn(node, "new")) edits.push({ op: "add-member", pointer, name: "new", value });
      for (const [name, child] of Object.entries(node)) visit(child, joinPointer(pointer, name));
    }
  };
  visit(document, "");
  return edits;
}
