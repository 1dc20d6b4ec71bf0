/** Columns of the terminal on standard output; unlimited when it is a pipe or a file, so that lines stay whole for grep. */
export function terminalWidth(): number {
  return process.stdout.isTTY ? Math.max(40, process.stdout.columns || 80) : Number.POSITIVE_INFINITY;
}

/** Breaks text between words so that no line is longer than `width`; lines after the first start with `indent` spaces. */
export function wrap(text: string, { width, indent }: { readonly width: number; readonly indent: number }): string {
  const room = Math.max(20, width - indent);
  if (text.length <= room) return text;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.join(`\n${" ".repeat(indent)}`);
}
