import type { Kind } from "./kind.ts";
import { annotationKinds } from "./rules/annotations.ts";
import { apiVersionKinds } from "./rules/api-version.ts";
import { headerKinds } from "./rules/headers.ts";
import { operationKinds } from "./rules/operations.ts";
import { parameterKinds } from "./rules/parameters.ts";
import { propertyKinds } from "./rules/properties.ts";
import { requestBodyKinds } from "./rules/request-bodies.ts";
import { responseKinds } from "./rules/responses.ts";
import { securityKinds } from "./rules/security.ts";
import { serverKinds } from "./rules/servers.ts";
import { schemaRules } from "./schema-rules.ts";

/** Every kind of change that a comparison can report, sorted by id. */
export const allKinds: readonly Kind[] = [
  ...operationKinds,
  ...parameterKinds,
  ...requestBodyKinds,
  ...responseKinds,
  ...headerKinds,
  ...securityKinds,
  ...serverKinds,
  ...apiVersionKinds,
  ...propertyKinds,
  ...annotationKinds,
  ...schemaRules.flatMap(({ kinds }) => [kinds.request.narrowed, kinds.request.widened, kinds.response.narrowed, kinds.response.widened]),
].sort((left, right) => (left.id < right.id ? -1 : 1));

/** What is known of a kind, or null when there is none with that id. */
export function explainKind(id: string): Kind | null {
  return allKinds.find((kind) => kind.id === id) ?? null;
}
