import type { Rule } from "../rule.ts";

const EMPTY = new Map([
  ["204", "No Content"],
  ["205", "Reset Content"],
  ["304", "Not Modified"],
]);

export const noContentIsEmpty: Rule = {
  name: "surety-no-content-is-empty",
  severity: "error",
  summary: "204, 205 and 304 have no body.",
  why: "These messages end with their headers by HTTP's own grammar. A body that is sent all the same is read as the start of the next response, or cut off: nobody ever receives what the contract describes.",
  bad: `paths:
  /orders/{id}:
    delete:
      responses:
        "204": {description: Deleted, content: {application/json: {schema: {type: object}}}}
`,
  good: `paths:
  /orders/{id}:
    delete:
      responses:
        "204": {description: Deleted}
`,
  fix: "Remove the content, or answer 200 when there is something to say.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.5",
  *check(contract) {
    for (const { key, responses } of contract.api.operations) {
      for (const { status, content } of responses) {
        const name = EMPTY.get(status);
        const media = content.find((each) => each.hasSchema);
        if (name === undefined || media === undefined) continue;
        yield {
          pointer: media.pointer,
          operation: key,
          subject: "body",
          message: `${status} (${name}) never has a body, and this one describes ${media.mediaType}.`,
          hint: `Remove the content, or answer 200 with it.`,
        };
      }
    }
  },
};
