import { sourceOf, stepsFor } from "./examples/advice.ts";
import { exampleText } from "./examples/example.ts";
import { exampleOf } from "./examples/example-of.ts";
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
]
  .map(explained)
  .sort((left, right) => (left.id < right.id ? -1 : 1));

function explained(kind: Kind): Kind {
  const example = exampleOf(kind.id);
  const steps = stepsFor(kind);
  return {
    ...kind,
    ...(example === null
      ? {}
      : { example: { base: exampleText(example.place, example.base), revision: exampleText(example.place, example.revision) } }),
    ...(steps.length === 0 ? {} : { steps }),
    source: sourceOf(kind.id),
  };
}

/** What is known of a kind, or null when there is none with that id. */
export function explainKind(id: string): Kind | null {
  return allKinds.find((kind) => kind.id === id) ?? null;
}
