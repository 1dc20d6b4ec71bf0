import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { renderJunit, renderJunitFailure } from "../src/render-junit.ts";
import { change, finding, hostile, no, report, saying } from "./reports.ts";

/** Elements and attributes, read by a strict XML parser. */
function parse(xml: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => found.push({ name, attributes }));
  parser.write(xml).close();
  return found;
}

describe("junit", () => {
  it("has a case for each finding and change; what stops is a failure", () => {
    const findings = [finding(), finding({ severity: "warning" })];
    const changes = [change(), change({ level: "risky" }), change({ level: "safe" })];
    const elements = parse(renderJunit(report({ findings, changes })));
    expect(elements[1]).toMatchObject({ name: "testsuite", attributes: { tests: "5", failures: "2", errors: "0" } });
    expect(elements.filter(({ name }) => name === "testcase").map(({ attributes }) => attributes["classname"])).toEqual([
      "response-property-removed",
      "response-property-removed",
      "response-property-removed",
      "surety-paths-are-nouns",
      "surety-paths-are-nouns",
    ]);
  });

  it.each([
    ["breaking changes that may pass", report({ answer: "yes", changes: [change()], stopsAt: [] }), 0],
    ["risky changes that may not", report({ changes: [change({ level: "risky" })], stopsAt: ["breaking", "risky"] }), 1],
    ["a no without any reason", report({ answer: "no", findings: [] }), 1],
    ["an incomplete comparison", report({ answer: "unknown", changes: [], partial: "Too large." }), 1],
    ["an unknown without any reason", report({ answer: "unknown" }), 1],
    ["a reason", report({ reasons: [no] }), 1],
    ["nothing at all", report({ answer: "yes" }), 0],
  ])("%s: fails just when the answer is not yes", (_, input, failing) => {
    const [suites] = parse(renderJunit(input));
    expect(Number(suites?.attributes["failures"]) + Number(suites?.attributes["errors"])).toBe(failing);
    expect(Number(suites?.attributes["tests"])).toBeGreaterThan(0);
  });

  it.each(hostile)("is well-formed with %s", (_, text) => {
    const names = (input: string): string[] => parse(renderJunit(saying(input))).map(({ name }) => name);
    expect(names(text)).toEqual(names("harmless"));
  });

  it.each(hostile)("is well-formed when a command fails with %s", (_, text) => {
    const problem = { code: text, fatal: true, pointer: "", line: 1, column: 1, message: text };
    const elements = parse(renderJunitFailure({ code: text, message: text, hint: text, file: text, problems: [problem] }));
    expect(elements.map(({ name }) => name)).toEqual(["testsuites", "testsuite", "testcase", "error"]);
  });
});
