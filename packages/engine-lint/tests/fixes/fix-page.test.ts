import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fixTable } from "../../src/fixes/fix-table.ts";

const page = new URL("../../../../docs/lint.md", import.meta.url);

test("docs/lint.md lists every fix (else: SURETY_WRITE_PAGES=1 npx vitest run tests/fixes/fix-page.test.ts)", () => {
  const rows = [...fixTable]
    .map(
      ([rule, { summary, changesContract }]) =>
        `| \`${rule}\` | ${summary} | ${changesContract === true ? "can mean something else" : "stays"} |`,
    )
    .sort();
  const head = "| Rule | Fix | The contract |\n| --- | --- | --- |\n";
  const text = readFileSync(page, "utf8");
  const [before = "", after = ""] = text.split(head);
  const rest = after.slice(after.indexOf("\n\n"));
  const wanted = `${before}${head}${rows.join("\n")}${rest}`;
  if (process.env["SURETY_WRITE_PAGES"]) writeFileSync(page, wanted);
  else expect(text).toBe(wanted);
});
