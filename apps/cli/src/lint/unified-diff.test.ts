import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { unifiedDiff } from "./unified-diff.ts";

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`);

const pairs: readonly (readonly [what: string, from: string, to: string])[] = [
  ["a line added", lines(20).join(""), lines(20).toSpliced(9, 0, "new\n").join("")],
  ["a line taken away", lines(20).join(""), lines(20).toSpliced(9, 1).join("")],
  ["lines far apart", lines(60).join(""), lines(60).toSpliced(50, 1, "b\n").toSpliced(5, 1, "a\n", "aa\n").join("")],
  ["the first and the last line", lines(9).join(""), lines(9).toSpliced(8, 1, "z").toSpliced(0, 1).join("")],
  [
    "every second line",
    lines(20).join(""),
    lines(20)
      .map((line, index) => (index % 2 === 0 ? line : `x${line}`))
      .join(""),
  ],
  ["repeated lines", "}\n}\n}\n}\n}\n", "}\n}\nx\n}\n}\n"],
  ["no line break at the end", "a\nb", "a\nb\n"],
  ["Windows line breaks", "a\r\nb\r\n", "a\r\nc\r\n"],
  ["everything", "a\n", "b\n"],
  ["nothing before", "", "a\n"],
  [
    "more than is looked at",
    lines(2000).join(""),
    lines(2000)
      .map((line) => `x${line}`)
      .join(""),
  ],
];

describe("a unified diff", () => {
  it.each(pairs)("of %s is what patch makes the other text of", (_, from, to) => {
    const folder = mkdtempSync(join(tmpdir(), "surety-diff-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, "a.txt"), from);
    execFileSync("git", ["apply", "--whitespace=nowarn", "-p1", ...(from === "" ? ["--unidiff-zero"] : [])], {
      cwd: folder,
      input: unifiedDiff(from, to, "a.txt"),
      env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
    });
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe(to);
  });

  it("of equal texts is empty", () => expect(unifiedDiff("a\nb", "a\nb", "a")).toBe(""));

  it("keeps what dense changes have in common", () => {
    expect(unifiedDiff("a\nb\nc\nd\n", "a\nx\nc\ny\n", "a")).toBe("--- a/a\n+++ b/a\n@@ -1,4 +1,4 @@\n a\n-b\n+x\n c\n-d\n+y\n");
  });

  it("shows three lines around a change", () => {
    expect(unifiedDiff(lines(20).join(""), lines(20).toSpliced(9, 0, "new\n").join(""), "a.txt")).toBe(
      "--- a/a.txt\n+++ b/a.txt\n@@ -7,6 +7,7 @@\n line 6\n line 7\n line 8\n+new\n line 9\n line 10\n line 11\n",
    );
  });
});
