import { errorResponses } from "../error-responses.ts";
import type { Rule } from "../rule.ts";

export const errorsAreProblemJson: Rule = {
  name: "surety-errors-are-problem-json",
  severity: "info",
  summary: "Errors are application/problem+json (RFC 9457).",
  why: "Every API invents an error format, and every client writes a parser for it. RFC 9457 is the one that clients, gateways and frameworks already know: a `type` to act on, a `title` and a `detail` to read, room for your own members.",
  bad: `paths:
  /orders:
    get:
      responses:
        "400": {description: Wrong filter, content: {application/json: {schema: {type: object, properties: {error: {type: string}}}}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "400": {description: Wrong filter, content: {application/problem+json: {schema: {type: object, properties: {type: {type: string}, title: {type: string}, detail: {type: string}}}}}}
`,
  fix: "Add `application/problem+json` with one shared Problem schema, and keep serving the old format to those whose Accept asks for it until they have moved. Spring, ASP.NET, Quarkus and APIFlask have it built in.",
  source: "https://www.rfc-editor.org/rfc/rfc9457.html",
  *check(contract) {
    const described = errorResponses(contract).filter(({ response }) => response.content.length > 0);
    const isProblem = ({ response }: (typeof described)[number]): boolean =>
      response.content.some(({ mediaType }) => mediaType.startsWith("application/problem+"));
    const adopted = described.some(isProblem);
    const others = described.filter((each) => !isProblem(each));
    if (others.length === 0) return;
    if (!adopted) {
      yield {
        pointer: "/paths",
        message: "The errors of this API have a format of their own, which every client must learn.",
        hint: "Describe them as `application/problem+json` with the members of RFC 9457.",
      };
      return;
    }
    for (const { response, operation } of others) {
      yield {
        pointer: response.pointer,
        operation: operation.key,
        message: `The ${response.status} is no \`application/problem+json\`, as other errors of this API are.`,
        hint: "Refer to the same problem response.",
      };
    }
  },
};
