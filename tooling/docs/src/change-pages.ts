import { allKinds } from "@surety/engine-diff/all-kinds";
import { changeOfExample } from "@surety/engine-diff/examples/change-of-example";
import type { Kind } from "@surety/engine-diff/kind";
import { oasdiffPage } from "./oasdiff-page.ts";

/** docs/changes: file name → text. One page for each kind of change, a list of them, and a table of the ids of oasdiff. */
export function changePages(): ReadonlyMap<string, string> {
  const pages = new Map(allKinds.map((kind) => [`${kind.id}.md`, page(kind)]));
  return pages.set("README.md", list()).set("oasdiff.md", oasdiffPage());
}

function page(kind: Kind): string {
  const { id, title, why, example, hint, steps, source } = kind;
  const blocks = [`# ${id}`, `${title}.`, `## Why`, why];
  if (example) blocks.push(`## Before`, fenced("yaml", example.base), `## After`, fenced("yaml", example.revision), ...reported(id));
  blocks.push(`## Fix`, hint);
  if (steps !== undefined) blocks.push(steps.map((step, index) => `${index + 1}. ${step}`).join("\n"));
  blocks.push(`## Level`, levelOf(kind));
  if (source !== undefined) blocks.push(`## Source`, `${source}.`);
  blocks.push("[All kinds of change](README.md)");
  return `${blocks.join("\n\n")}\n`;
}

/** What the engine says about the example, with its proof. */
function reported(id: string): readonly string[] {
  const found = changeOfExample(id);
  if (found === null) return [];
  const { level, message, witness, undecided } = found.change;
  const strict = found.options.strictReaders === true ? " This counts for readers that refuse unknown fields (`--strict-readers`)." : "";
  const doubt = undecided === undefined ? "" : ` No proof either way: ${undecided}.`;
  const blocks = ["## Reported", `${capitalized(level)}: ${message}${doubt}${strict}`];
  if (witness !== null) blocks.push("Proof:", fenced("json", JSON.stringify(witness.value, null, 2)), witness.explanation);
  if (found.besides.length > 0) blocks.push(`Beside it: ${found.besides.map((kind) => `[\`${kind}\`](${kind}.md)`).join(", ")}.`);
  return blocks;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Where it counts, as what, and how to have another level. */
function levelOf({ id, category, fullLevel }: Kind): string {
  const counts = {
    wire: "It goes over the line, so it always counts; the level is decided for each change.",
    source: `It concerns generated clients: safe, unless the category \`source\` or \`all\` counts it, as ${fullLevel ?? "safe"}.`,
    all: `It is an announcement: safe${fullLevel === undefined ? " in any case" : `, unless the category \`all\` counts it, as ${fullLevel}`}.`,
  }[category ?? "wire"];
  return `Category \`${category ?? "wire"}\`. ${counts} Another level for all changes of the kind: \`--level ${id}=safe\`, or [settings](../diff-settings.md).`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function list(): string {
  const rows = allKinds.map(
    ({ id, title, category = "wire" }) => `| [\`${id}\`](${id}.md) | ${category} | ${title.replaceAll("|", "\\|")} |`,
  );
  const intro = [
    "# Kinds of change",
    `What a comparison of two contracts reports: ${allKinds.length} kinds. \`surety explain KIND\` prints a page. Whether a change of a kind is breaking, risky or safe is decided for each change, by what senders may send and readers accept; a breaking one comes with a payload that proves it.`,
    "*Narrowed* allows less than before, *widened* allows more. Less is dangerous in requests, more in responses.",
    "Only the category `wire` counts by default, so that a renamed operationId blocks nothing; [settings](../diff-settings.md) count more, set other levels, and ignore changes: `surety diff base.yaml new.yaml --category source --level response-enum-*=breaking`.",
    "[Changes that oasdiff names](oasdiff.md), and what becomes of each.",
  ];
  return `${intro.join("\n\n")}\n\n| Kind | Category | What |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
}
