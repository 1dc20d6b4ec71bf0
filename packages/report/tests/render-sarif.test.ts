import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { renderSarif, renderSarifFailure } from "../src/render-sarif.ts";
import { change, finding, hostile, report, saying } from "./reports.ts";

/** The official schema, as Microsoft's SDK ships it. It is of draft-04 and uses nothing that later drafts read otherwise, but `id`. */
const { $schema, id, ...schema } = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"),
);
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

/** What the schema finds wrong. */
function errorsOf(sarif: unknown): unknown {
  validate(sarif);
  return validate.errors ?? null;
}

describe("sarif", () => {
  it("notices what is not SARIF", () => {
    expect(errorsOf({ version: "2.1.0", runs: [{ results: [] }] })).not.toBeNull();
  });

  it("places results in the judged document, with help and fingerprints", () => {
    const help = new Map([["surety-paths-are-nouns", { summary: "Paths are nouns.", why: "Because.", fix: "Rename." }]]);
    const sarif = JSON.parse(renderSarif(report({ findings: [finding()], changes: [change({ level: "safe" })], help })));
    expect(errorsOf(sarif)).toBeNull();
    const [run] = sarif.runs;
    expect(run.results.map(({ level }: { level: string }) => level)).toEqual(["error", "note"]);
    expect(run.results[0]).toMatchObject({
      ruleId: "surety-paths-are-nouns",
      ruleIndex: 1,
      partialFingerprints: { "surety/v1": "aaaaaaaaaaaa" },
      locations: [{ physicalLocation: { artifactLocation: { uri: "openapi.yaml" }, region: { startLine: 12, startColumn: 3 } } }],
    });
    expect(run.tool.driver.rules[1]).toMatchObject({ id: "surety-paths-are-nouns", help: { text: "Because.\n\nRename." } });
  });

  it("points to the base for what is gone", () => {
    const sarif = JSON.parse(renderSarif(report({ changes: [change({ revision: null })] })));
    expect(errorsOf(sarif)).toBeNull();
    const [result] = sarif.runs[0].results;
    expect(result.locations[0].physicalLocation.region).toEqual({ startLine: 1, startColumn: 1 });
    expect(result.relatedLocations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "origin/main%3Aopenapi.yaml" },
      region: { startLine: 40, startColumn: 7 },
    });
  });

  it("keeps the most severe of very many results, and says how many are left out", () => {
    const findings = [...Array.from({ length: 6000 }, () => finding({ severity: "hint" })), finding()];
    const [run] = JSON.parse(renderSarif(report({ findings }))).runs;
    expect(run.results).toHaveLength(5000);
    expect(run.results[0].level).toBe("error");
    expect(JSON.stringify(run.invocations)).toContain("1001 more results are left out.");
  });

  it.each(hostile)("is valid with %s", (_, text) => {
    const sarif = JSON.parse(renderSarif(saying(text)));
    expect(errorsOf(sarif)).toBeNull();
    for (const { message, locations } of sarif.runs[0].results) {
      expect(message.text).not.toMatch(/\]\(/);
      const { uri } = locations[0].physicalLocation.artifactLocation;
      expect(uri).toMatch(/^[A-Za-z0-9%._~!'()*/:-]*$/);
    }
  });

  it.each(hostile)("is valid when a command fails with %s", (_, text) => {
    const problem = { code: text, fatal: true, pointer: "", line: 3, column: 5, message: text };
    const sarif = JSON.parse(renderSarifFailure({ code: text, message: text, hint: text, file: "openapi.yaml", problems: [problem] }));
    expect(errorsOf(sarif)).toBeNull();
    const [invocation] = sarif.runs[0].invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications[1].locations[0].physicalLocation.region).toEqual({ startLine: 3, startColumn: 5 });
  });
});
