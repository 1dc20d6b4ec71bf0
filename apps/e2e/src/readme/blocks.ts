/** A fenced block of a Markdown page, with what the comment above it says to the test. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** From `<!-- readme: … -->` on the line above; empty when there is none. */
  readonly setting: string;
  /** Where `text` starts in the page. */
  readonly offset: number;
}

export function blocksOf(markdown: string): Block[] {
  const fence = /(?:^<!-- readme: (.*) -->\n)?^```(\w+)\n([\s\S]*?)^```$/gm;
  return [...markdown.matchAll(fence)].map((match) => {
    const [whole, setting = "", language = "", text = ""] = match;
    return { language, text, setting, offset: match.index + whole.length - "```".length - text.length };
  });
}

export interface Command {
  readonly line: string;
  readonly exitCode: number;
}

/** The commands of an `sh` block, one a line; `# exit code 1` behind one says that it is not 0. */
export function commandsOf(text: string): Command[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.map((line) => ({ line: line.replace(/\s+# exit code.*$/, ""), exitCode: Number(/# exit code (\d)/.exec(line)?.[1] ?? 0) }));
}
