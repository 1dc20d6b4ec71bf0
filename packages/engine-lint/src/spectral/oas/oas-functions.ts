import type { RuleFunction } from "../functions/rule-function.ts";
import { oasDocumentSchema } from "./document-schema.ts";
import { oasExample, oasSchema } from "./example-functions.ts";
import {
  oasOpFormDataConsumeCheck,
  oasOpIdUnique,
  oasOpParams,
  oasOpSuccessResponse,
  oasTagDefined,
  uniquenessTags,
} from "./operation-functions.ts";
import { oasPathParam } from "./path-functions.ts";
import { oasDiscriminator, oasSecurityDefined, oasUnusedComponent, refSiblings } from "./reference-functions.ts";
import { serverVariables } from "./server-variables.ts";

/** The functions of `spectral:oas`. */
export const oasFunctions: readonly RuleFunction[] = [
  oasDiscriminator,
  oasDocumentSchema,
  oasExample,
  oasOpFormDataConsumeCheck,
  oasOpIdUnique,
  oasOpParams,
  oasOpSuccessResponse,
  oasPathParam,
  oasSchema,
  oasSecurityDefined,
  oasTagDefined,
  oasUnusedComponent,
  refSiblings,
  serverVariables,
  uniquenessTags,
];
