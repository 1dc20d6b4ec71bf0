import { noOptions } from "../functions/options.ts";
import type { RuleFunction } from "../functions/rule-function.ts";

/** The document has the structure that its version of OpenAPI prescribes. */
export const oasDocumentSchema: RuleFunction = {
  name: "oasDocumentSchema",
  check: noOptions("oasDocumentSchema"),
  run: () => undefined,
};
