import type { Json } from "@surety/model/json";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../src/render-markdown.ts";
import { change, finding, hostile, no, report, saying } from "./reports.ts";

const GITHUB_LIMIT = 65_536;

describe("markdown", () => {
  it("says the answer first, and proves what breaks", () => {
    expect(renderMarkdown(report({ changes: [change()], findings: [finding()] }))).toBe(`<!-- surety:check -->

### ❌ surety check: no

\`openapi.yaml\` against \`origin/main:openapi.yaml\`: 1 breaking; 1 error

#### ❌ Breaking (1)

<details><summary><code>GET /orders/{}#response.200.items&#91;&#93;.sku</code> <code>sku</code> is gone from the response 200.</summary>

**Proof**: this body of the response \`200\` is allowed by the revision, not by the base. It lacks "sku".

\`\`\`jsonc
{
  "page": 1,
  "items": [
    {"sku": "a"},
    {  // ← here
      "id": 2,
      "name": "b"
    }
  ],
  "total": 2
}
\`\`\`

- **Where** \`origin/main:openapi.yaml:40:7\` → \`openapi.yaml:41:9\`
- **Fix**: Keep sending it.
- \`response-property-removed\` \`bbbbbbbbbbbb\`

</details>

#### ❌ Errors (1)

- \`12:3\` \`/createOrder\` is a verb. (\`surety-paths-are-nouns\`)  
  Name the resource: POST /orders.
`);
  });

  it("shows the reasons of a verdict with what to do", () => {
    const text = renderMarkdown(
      report({ command: "can-deploy", reasons: [no], subject: { name: "orders 1.0.0", file: null, base: null } }),
    );
    expect(text).toContain("- ❌ **lint**: The lint check failed.\n  - Correct it. `surety lint`");
  });

  it("fits GitHub's limit, and says what did not", () => {
    const long = "word ".repeat(200);
    const changes = Array.from({ length: 3000 }, (_, index) =>
      change({ message: `${index} ${long}`, level: index % 2 ? "risky" : "breaking" }),
    );
    const findings = Array.from({ length: 3000 }, () => finding({ message: long }));
    const notes = Array.from({ length: 100 }, () => "&".repeat(2000));
    const text = renderMarkdown(report({ changes, findings, notes }));
    expect(text.length).toBeLessThan(GITHUB_LIMIT);
    expect(text.length).toBeGreaterThan(GITHUB_LIMIT / 2);
    expect(text).toMatch(/… and \d+ more; `--format json` has all\./);
    expect(text).toContain("Risky (1500)");
    expect(text).toContain("Errors (3000)");
    expectBalanced(text);
  });

  it("shows a large or deep witness in short, with its mark", () => {
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field${index}`, "x".repeat(1000)]));
    let deep: Json = wide;
    for (let depth = 0; depth < 500; depth += 1) deep = { child: deep };
    for (const [value, mark] of [
      [wide, "/field5000"],
      [{ list: Array.from({ length: 3 }, () => wide) }, "/list/1/absent"],
      [deep, "/child".repeat(500)],
    ] as const) {
      const { witness } = change();
      const text = renderMarkdown(report({ changes: [change({ witness: witness && { ...witness, value, mark } })] }));
      expect(text.length).toBeLessThan(20_000);
      expect(text).toContain("// ← here");
    }
  });

  it.each(hostile)("keeps its shape with %s", (_, input) => {
    const text = renderMarkdown(saying(input));
    expect(text.length).toBeLessThan(GITHUB_LIMIT);
    expectBalanced(text);
    expect(withoutCode(text)).not.toMatch(/<(script|img)|@everyone|(?<!&)#1|(?<!\\)\]\(/);
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

function withoutCode(text: string): string {
  return text.replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
}

/** Outside of code, each element that opens is closed. */
function expectBalanced(markdown: string): void {
  const text = withoutCode(markdown);
  for (const name of ["details", "summary", "code"]) {
    expect([name, text.split(`<${name}>`).length]).toEqual([name, text.split(`</${name}>`).length]);
  }
}
