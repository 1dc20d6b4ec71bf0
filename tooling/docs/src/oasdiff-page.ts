import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allKinds } from "@surety/engine-diff/all-kinds";
import { root } from "./docs-folder.ts";

interface Answer {
  readonly answer: "found" | "better" | "none";
  readonly kinds: readonly string[];
  readonly why?: string;
}

const SAID = { found: "found", better: "answered better", none: "not covered" } as const;

/** docs/changes/oasdiff.md: what becomes of each change id of oasdiff. The table is checked with a pair of documents for each id by the tests of engine-diff. */
export function oasdiffPage(): string {
  const table: { readonly [id: string]: Answer } = JSON.parse(readFileSync(join(root, "packages/engine-diff/tests/oasdiff.json"), "utf8"));
  const answers = Object.entries(table);
  const known = new Set(allKinds.map(({ id }) => id));
  const unknown = answers.flatMap(([, { kinds }]) => kinds).filter((kind) => !known.has(kind));
  if (unknown.length > 0) throw new Error(`packages/engine-diff/tests/oasdiff.json names kinds that do not exist: ${unknown.join(", ")}.`);
  const count = (wanted: Answer["answer"]): number => answers.filter(([, { answer }]) => answer === wanted).length;
  const rows = answers.map(([id, { answer, kinds, why }]) => {
    const links = kinds.map((kind) => `[\`${kind}\`](${kind}.md)`).join(", ");
    return `| \`${id}\` | ${SAID[answer]} | ${[links, why ?? ""].filter((part) => part !== "").join(". ")} |`;
  });
  return `# Changes that oasdiff names

[oasdiff](https://github.com/oasdiff/oasdiff) gives ${answers.length} ids to changes. Of these ${count("found")} are found, ${count("better")} are answered better, and ${count("none")} are not covered. For each id a small pair of documents of our own is compared in the tests, and the kinds listed here are the ones reported for it; an id can cover more than its pair shows.

*Found*: breaking or risky where oasdiff says error or warning, safe where it only informs. *Answered better*: another level, or nothing to report, for the reason given. *Not covered*: not reported, for the reason given.

| Id | Answer | Kinds and reason |
| --- | --- | --- |
${rows.join("\n")}
`;
}
