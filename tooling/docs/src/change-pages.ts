import { allKinds } from "@surety/engine-diff/all-kinds";
import type { Kind } from "@surety/engine-diff/kind";
import { oasdiffPage } from "./oasdiff-page.ts";

/** docs/changes: file name → text. One page for each kind of change, a list of them, and a table of the ids of oasdiff. */
export function changePages(): ReadonlyMap<string, string> {
  const pages = new Map(allKinds.map((kind) => [`${kind.id}.md`, page(kind)]));
  return pages.set("README.md", list()).set("oasdiff.md", oasdiffPage());
}

function page({ id, title, why, example, hint }: Kind): string {
  const blocks = [`# ${id}`, `${title}.`, `## Why`, why];
  if (example) blocks.push(`## Before`, fenced(example.base), `## After`, fenced(example.revision));
  blocks.push(`## Fix`, hint, "[All kinds of change](README.md)");
  return `${blocks.join("\n\n")}\n`;
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
}

function list(): string {
  const rows = allKinds.map(({ id, title }) => `| [\`${id}\`](${id}.md) | ${title.replaceAll("|", "\\|")} |`);
  const intro = [
    "# Kinds of change",
    `What a comparison of two contracts reports: ${allKinds.length} kinds. \`surety explain KIND\` prints a page. Whether a change of a kind is breaking, risky or safe is decided for each change, by what senders may send and readers accept; a breaking one comes with a payload that proves it.`,
    "*Narrowed* allows less than before, *widened* allows more. Less is dangerous in requests, more in responses.",
    "[Changes that oasdiff names](oasdiff.md), and what becomes of each.",
  ];
  return `${intro.join("\n\n")}\n\n| Kind | What |\n| --- | --- |\n${rows.join("\n")}\n`;
}
