import { describe, expect, it } from "vitest";
import { renderGithub } from "../src/render-github.ts";
import { change, finding, hostile, report, saying } from "./reports.ts";

describe("github", () => {
  it("annotates the lines of the judged document", () => {
    const lines = renderGithub(report({ findings: [finding()], changes: [change({ hint: "50% of it" })] })).split("\n");
    expect(lines).toEqual([
      '::error file=openapi.yaml,line=41,col=9,title=breaking%3A response-property-removed::GET /orders/{}#response.200.items[].sku: `sku` is gone from the response 200.%0AIt lacks "sku".%0AFix: 50%25 of it',
      "::error file=openapi.yaml,line=12,col=3,title=surety-paths-are-nouns::`/createOrder` is a verb.%0AName the resource: POST /orders.",
      "surety check: no (1 breaking; 1 error).",
      "",
    ]);
  });

  it("prints as many of a type as GitHub shows, and says how many more there are", () => {
    const findings = [
      ...Array.from({ length: 25 }, () => finding({ severity: "warning" })),
      ...Array.from({ length: 11 }, () => finding({ severity: "hint" })),
    ];
    const lines = renderGithub(report({ findings })).trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::warning "))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith("::notice "))).toHaveLength(10);
    expect(lines.at(-1)).toContain("Not shown: 15 more of type warning, 1 more of type notice");
  });

  it.each(hostile)("starts no other command with %s", (_, text) => {
    const lines = renderGithub(saying(text)).trimEnd().split("\n");
    const types = (from: readonly string[]): string[] => from.map((line) => line.split(" ")[0] ?? "");
    expect(types(lines)).toEqual(types(renderGithub(saying("harmless")).trimEnd().split("\n")));
    for (const line of lines.slice(0, -1)) {
      expect(line).toMatch(/^::(error|warning|notice) (file=[^:,]*,)?(line=\d+,col=\d+,)?title=[^:,]*::/);
      // oxlint-disable-next-line no-control-regex
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
    }
  });
});
