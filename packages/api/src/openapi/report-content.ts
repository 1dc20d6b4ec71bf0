import { ANSWER_FORMATS } from "../rest/answer-formats.ts";

const MARKDOWN = `<!-- surety:diff -->

### ❌ surety diff: no

\`b7e1c09a5f21\` against \`41ab07d9e0c3\`: 1 breaking
`;

const SARIF = {
  $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  version: "2.1.0",
  runs: [{ tool: { driver: { name: "Surety", rules: [] } }, results: [] }],
};

const JUNIT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="1" failures="0" errors="0">
  <testsuite name="surety diff b7e1c09a5f21" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="compatibility" name="no changes"><system-out>Both mean the same.</system-out></testcase>
  </testsuite>
</testsuites>
`;

/** The forms of an answer that has a report, beside JSON. */
export const REPORT_CONTENT = {
  [ANSWER_FORMATS.markdown.mediaTypes[0]]: {
    schema: { type: "string", description: "A comment for a pull request, of at most 65,536 characters" },
    example: MARKDOWN,
  },
  [ANSWER_FORMATS.sarif.mediaTypes[0]]: {
    schema: {
      type: "object",
      description: "A SARIF 2.1.0 log, for code scanners",
      required: ["version", "runs"],
      additionalProperties: true,
    },
    example: SARIF,
  },
  [ANSWER_FORMATS.junit.mediaTypes[0]]: {
    schema: { type: "string", description: "A JUnit XML report: a test case for each finding, change or reason" },
    example: JUNIT,
  },
} as const;
