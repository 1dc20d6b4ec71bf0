/** Rules whose places differ from Spectral's in a public contract, with our count; why stands in docs/rulesets.md. */
export const deviations: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>> = {
  // "nullable" without "type" and other schemas that Spectral refuses to compile: the example is judged instead.
  "documents/twilio.json": { oas: { "oas3-valid-media-example": 231 } },
  "documents/github.json": { oas: { "oas3-valid-media-example": 702 } },
  "documents/openai.json": { oas: { "oas3-valid-media-example": 0, "oas3-valid-schema-example": 22 } },
  "pairs/intercom-2.10-2.11/base.yaml": { oas: { "oas3-valid-media-example": 80 } },
  // Schemas that lead back to themselves are judged too.
  "pairs/intercom-2.10-2.11/revision.yaml": { oas: { "oas3-valid-media-example": 129 } },
  // Names that a URI escapes, reached through a reference: the place itself, not its parent.
  "documents/kubernetes.json": { owasp: { "owasp:api4:2023-string-limit": 2828, "owasp:api4:2023-string-restricted": 2739 } },
  "pairs/adyen-checkout-v70-v71/base.json": { owasp: { "owasp:api4:2023-string-limit": 1269, "owasp:api4:2023-string-restricted": 1487 } },
  "pairs/adyen-checkout-v70-v71/revision.json": {
    owasp: { "owasp:api4:2023-string-limit": 1276, "owasp:api4:2023-string-restricted": 1492 },
  },
};
