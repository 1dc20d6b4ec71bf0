import { joinPointer } from "@surety/model/pointer";
import type { Rule } from "../rule.ts";

/** Methods that a status can answer, and what it says. Everything else fits every method. */
const FITS = new Map<string, { methods: readonly string[]; says: string }>([
  ["201", { methods: ["POST", "PUT", "PATCH"], says: "that a resource was created" }],
  ["206", { methods: ["GET"], says: "that it is the part of a representation that a Range header asked for" }],
  ["304", { methods: ["GET", "HEAD"], says: "that the client's copy is still current" }],
  ["207", { methods: ["POST", "PUT", "PATCH", "DELETE", "PROPFIND", "PROPPATCH", "REPORT"], says: "that a batch had several outcomes" }],
]);

export const statusFitsMethod: Rule = {
  name: "surety-status-fits-method",
  severity: "warning",
  summary: "Each status is one that its method can have, and a registered one.",
  why: "Clients, caches and retries act on the status before they read a body. A GET that answers 201, or a status that nobody registered, is handled as whatever the library's author thought of.",
  bad: `paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"201": {description: One order}}
`,
  good: `paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: One order}}
`,
  fix: "Answer reads with 200, creates with 201, work that goes on with 202, and what has nothing to say with 204. 422 or 400 is for input, 409 for the state of the resource.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15",
  *check(contract) {
    for (const { key, method, responses, pointer: operationPointer } of contract.api.operations) {
      for (const { status } of responses) {
        const pointer = joinPointer(operationPointer, "responses", status);
        const rule = FITS.get(status);
        if (rule !== undefined && !rule.methods.includes(method)) {
          yield {
            pointer,
            operation: key,
            message: `${status} says ${rule.says}, which is no answer to ${method}.`,
            hint: status === "201" ? "Answer 200, or 204 without a body." : "Answer 200.",
          };
        } else if (/^\d{3}$/.test(status) && !isRegistered(Number(status))) {
          yield {
            pointer,
            operation: key,
            message: `${status} is no registered status code.`,
            hint: "Use a registered one of its class, and tell the case by the problem's `type`.",
          };
        }
      }
    }
  },
};

/** IANA's HTTP Status Code Registry. */
function isRegistered(status: number): boolean {
  return (
    (status >= 100 && status <= 104) ||
    (status >= 200 && status <= 208) ||
    status === 226 ||
    (status >= 300 && status <= 308) ||
    (status >= 400 && status <= 418) ||
    (status >= 421 && status <= 426) ||
    [428, 429, 431, 451].includes(status) ||
    (status >= 500 && status <= 508) ||
    status === 510 ||
    status === 511
  );
}
