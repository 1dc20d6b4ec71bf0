import { declares } from "../declares.ts";
import type { Rule } from "../rule.ts";
import { rawNodeAt } from "../raw-node-at.ts";

export const infoComplete: Rule = {
  name: "surety-info-complete",
  severity: "error",
  summary: "The contract has a title and a version of its own.",
  why: "OpenAPI requires both. They are how people and catalogs tell contracts apart, and how you know whether the one that you read is the one that runs.",
  bad: `info: {title: Orders}
`,
  good: `info: {title: Orders, version: 1.4.0}
`,
  fix: "Set `info.version` in the code that exports the contract (FastAPI: `FastAPI(version=…)`; drf-spectacular: `VERSION`), best from the package's version.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#info-object",
  *check(contract) {
    // A document without `info` has a problem of its own already.
    if (!declares(contract, "", "info")) return;
    for (const member of ["title", "version"]) {
      const value = rawNodeAt(contract.document, `/info/${member}`);
      if (typeof value === "string" && value.trim() !== "") continue;
      yield {
        pointer: "/info",
        subject: member,
        message: `The contract has no ${member}.`,
        hint: `Set \`info.${member}\`, a text that is not empty.`,
      };
    }
  },
};
