import { joinPointer } from "@surety/model/pointer";
import type { Operation } from "@surety/engine-spec/api";
import { needsCredential } from "../needs-credential.ts";
import type { Rule } from "../rule.ts";
import { answers, statusClass } from "../status-class.ts";

/** How to refer to a shared response for what is missing. */
const SHARED: Record<ExpectedError["status"], string> = {
  "401": '`"401": {$ref: "#/components/responses/Unauthorized"}`',
  "404": '`"404": {$ref: "#/components/responses/NotFound"}`',
  "4xx": '`"400": {$ref: "#/components/responses/BadRequest"}`',
};

interface ExpectedError {
  readonly status: "401" | "404" | "4xx";
  readonly because: string;
}

export const documentsErrors: Rule = {
  name: "surety-documents-errors",
  severity: "warning",
  summary: "Every operation says how it fails: 401 when it needs a credential, 404 when its path has an id, 4xx when it takes input.",
  why: "Errors are half of an API, and the half that is read at three in the morning. What is not in the contract is not in the generated client, not tested, and different in every service.",
  bad: `paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: One order}}
`,
  good: `paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: One order}
        "404": {description: No such order}
`,
  fix: "Declare each error once under components.responses and refer to it. FastAPI: `responses=` on the router; drf-spectacular: `extend_schema`; APIFlask: `@app.doc(responses=…)`. A `default` response covers them all, if they share one schema.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#151",
  *check(contract) {
    for (const operation of contract.api.operations) {
      const missing = missingErrors(operation);
      if (missing.length === 0) continue;
      yield {
        pointer: joinPointer(operation.pointer, "responses"),
        operation: operation.key,
        message: `${operation.key} does not say how it fails: ${missing.map(({ status, because }) => `${status} (${because})`).join(", ")}.`,
        hint: `Add ${missing.map(({ status }) => SHARED[status]).join(", ")} to its responses, each a shared component; or one \`default\`.`,
      };
    }
  },
};

function missingErrors(operation: Operation): ExpectedError[] {
  const expected: ExpectedError[] = [];
  if (needsCredential(operation)) expected.push({ status: "401", because: "it needs a credential" });
  if (operation.path.includes("{") && !createsAtItsPath(operation)) expected.push({ status: "404", because: "its path has an id" });
  const takesInput = operation.requestBody !== undefined || operation.parameters.some((parameter) => parameter.in === "query");
  const hasError = operation.responses.some(({ status }) => status === "default" || statusClass(status) === 4);
  if (takesInput && !hasError) expected.push({ status: "4xx", because: "it takes input that may be wrong" });
  return expected.filter(({ status }) => status === "4xx" || !answers(operation, status));
}

/** A PUT that answers 201 makes what is not there (RFC 9110, section 9.3.4): it has nothing to miss. */
function createsAtItsPath({ method, responses }: Operation): boolean {
  return method === "PUT" && responses.some(({ status }) => status === "201");
}
