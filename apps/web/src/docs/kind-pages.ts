/** The pages about kinds of change, as in the repository's docs: with the dashboard, so that they are there without a network. */
const files = import.meta.glob<string>("../../../../docs/changes/*-*.md", { query: "?raw", import: "default", eager: true });

export interface KindPage {
  readonly kind: string;
  readonly summary: string;
  readonly sections: readonly { readonly title: string; readonly text: string; readonly code: string | null }[];
}

/** Every page, sorted by kind. */
export const kindPages: readonly KindPage[] = Object.values(files)
  .map(readPage)
  .sort((one, other) => (one.kind < other.kind ? -1 : 1));

/** Reads the form that the docs have: a title, a summary, and sections of one paragraph or one fenced block. */
function readPage(markdown: string): KindPage {
  const [head = "", ...rest] = markdown.split(/^## /m);
  const [title = "", ...summary] = head.split("\n").filter((line) => line.trim() !== "");
  const sections = rest.map((part) => {
    const [name = "", ...lines] = part.split("\n");
    const body = lines.filter((line) => !/^\[.*\]\(.*\)$/.test(line)).join("\n");
    const code = /```\w*\n([\s\S]*?)\n```/.exec(body)?.[1] ?? null;
    return { title: name.trim(), text: body.replace(/```[\s\S]*?```/g, "").trim(), code };
  });
  return { kind: title.replace(/^# /, "").trim(), summary: summary.join(" "), sections };
}
