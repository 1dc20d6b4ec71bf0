import { errorResponses } from "../error-responses.ts";
import { jsonContent } from "../json-content.ts";
import type { Rule } from "../rule.ts";
import { schemaProperties } from "../schema-parts.ts";

const INTERNAL =
  /^(?:stack|stack_?trace|trace_?back|back_?trace|exception|exception_?(?:class|type|name)|sql|sql_?(?:query|state|error)|query_?sql|inner_?exception)$/i;

export const errorsHideInternals: Rule = {
  name: "surety-errors-hide-internals",
  severity: "warning",
  summary: "No error shows stack traces, exceptions or SQL.",
  why: "A stack trace is a map: versions, file names, table names, which input reaches which line. It helps the person who attacks you more than the one who calls you (OWASP API8).",
  bad: `paths:
  /orders:
    get:
      responses:
        "500": {description: Failed, content: {application/json: {schema: {type: object, properties: {message: {type: string}, stackTrace: {type: string}}}}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "500": {description: Failed, content: {application/problem+json: {schema: {type: object, properties: {title: {type: string}, instance: {type: string, description: Id of this failure in our log}}}}}}
`,
  fix: "Answer an id of the failure, and write the rest into the log under that id. Spring Boot: `server.error.include-stacktrace=never`; ASP.NET: the developer exception page in development only; Django: `DEBUG = False`.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/",
  *check(contract) {
    for (const { response, operation } of errorResponses(contract)) {
      const media = jsonContent(response.content);
      if (media === undefined) continue;
      for (const [name, { pointer }] of schemaProperties(media.schema)) {
        if (!INTERNAL.test(name)) continue;
        yield {
          pointer,
          operation: operation.key,
          message: `Errors show \`${name}\`, which tells an attacker how the server is made.`,
          hint: "Answer an id of the failure instead, and log the rest under it.",
        };
      }
    }
  },
};
