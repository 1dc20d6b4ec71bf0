import { ERRORS } from "@surety/model/errors";

/** docs/errors.md: every code that the API answers with. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, title, hint }]) => `| <a id="${code}"></a>\`${code}\` | ${status} | ${title} | ${hint.replaceAll("|", "\\|")} |`,
  );
  return `# Errors

Every error answer of the API is \`application/problem+json\` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457.html)). Programs decide by \`code\`, which never changes; \`detail\` says to people what is wrong, \`hint\` what to do.

\`\`\`json
{
  "type": "/docs/errors/version_conflict",
  "title": "This version exists with another document",
  "status": 409,
  "code": "version_conflict",
  "detail": "orders 1.0.0 was published with another document.",
  "hint": "A version never changes: publish the new document under a new name.",
  "requestId": "0c9d7a52-6f0e-4a0e-9b3b-0f4f0c8e2a11"
}
\`\`\`

\`errors\`, where it is there, lists what is wrong in the input: \`pointer\` and \`detail\`, and \`line\` and \`column\` when the input is a document. The command line prints the same texts; \`surety explain CODE\` prints a row of this table.

| Code | Status | Meaning | What to do |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
