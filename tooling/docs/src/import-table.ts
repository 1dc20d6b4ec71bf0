import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./docs-folder.ts";

const BLOCK = /(?<=```ts\n)[\s\S]*?(?=\n```)/;

/** docs/architecture.md with the import table that the build enforces. */
export function withImportTable(page: string): string {
  const source = readFileSync(join(root, "tooling/arch/src/allowed-imports.ts"), "utf8");
  const [, ...lines] = source.slice(source.indexOf("export const allowedImports")).split("\n");
  const table = lines.slice(0, lines.indexOf("};")).map((line) => line.replace(/^ {2}/, ""));
  return page.replace(BLOCK, () => table.join("\n"));
}
