/** By document, ruleset and rule: how many places we find. */
type Counts = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;

/** Why places of rules in public contracts differ from Spectral's: rows of the table in docs/rulesets.md, by how they begin. */
export const deviations: readonly { readonly row: string; readonly counts: Counts }[] = [
  {
    row: "an example whose schema has `nullable` without `type`, or a keyword of the wrong kind",
    counts: {
      "documents/twilio.json": { oas: { "oas3-valid-media-example": 231 }, rhoas: { "oas3-valid-media-example": 231 } },
      "documents/github.json": { oas: { "oas3-valid-media-example": 702 }, rhoas: { "oas3-valid-media-example": 702 } },
      "documents/openai.json": {
        oas: { "oas3-valid-media-example": 0, "oas3-valid-schema-example": 22 },
        rhoas: { "oas3-valid-media-example": 0, "oas3-valid-schema-example": 22 },
      },
      "pairs/intercom-2.10-2.11/base.yaml": { oas: { "oas3-valid-media-example": 80 }, rhoas: { "oas3-valid-media-example": 80 } },
    },
  },
  {
    row: "an example whose schema leads back to itself",
    counts: {
      "pairs/intercom-2.10-2.11/revision.yaml": { oas: { "oas3-valid-media-example": 129 }, rhoas: { "oas3-valid-media-example": 129 } },
    },
  },
  {
    row: "a name with a space, a bracket or another character that URIs escape, reached through a reference",
    counts: {
      "documents/kubernetes.json": { owasp: { "owasp:api4:2023-string-limit": 2828, "owasp:api4:2023-string-restricted": 2739 } },
      "documents/github.json": {
        owasp: { "owasp:api4:2023-integer-format": 3530, "owasp:api4:2023-integer-limit-legacy": 3829 },
        "apis-you-wont-hate": { "no-unknown-error-format": 109 },
        rhoas: { "rhoas-schema-properties-snake-case": 92 },
      },
      "pairs/adyen-checkout-v70-v71/base.json": {
        owasp: { "owasp:api4:2023-string-limit": 1269, "owasp:api4:2023-string-restricted": 1487 },
      },
      "pairs/adyen-checkout-v70-v71/revision.json": {
        owasp: { "owasp:api4:2023-string-limit": 1276, "owasp:api4:2023-string-restricted": 1492 },
      },
    },
  },
  {
    row: "what a YAML alias (`*name`) repeats",
    counts: {
      "pairs/openai-2024/base.yaml": {
        owasp: {
          "owasp:api4:2023-array-limit": 66,
          "owasp:api4:2023-integer-format": 147,
          "owasp:api4:2023-integer-limit-legacy": 132,
        },
      },
      "pairs/openai-2024/revision.yaml": {
        owasp: {
          "owasp:api4:2023-array-limit": 88,
          "owasp:api4:2023-integer-format": 186,
          "owasp:api4:2023-integer-limit-legacy": 167,
        },
      },
    },
  },
  {
    row: "a rule with more than 10,000 findings",
    counts: {
      "documents/github.json": { owasp: { "owasp:api4:2023-string-limit": 10_001, "owasp:api4:2023-string-restricted": 10_001 } },
    },
  },
];

/** Rules of a ruleset in a document whose places differ, with our count. */
export function deviationsOf(document: string, ruleset: string): Readonly<Record<string, number>> {
  return Object.assign({}, ...deviations.map(({ counts }) => counts[document]?.[ruleset] ?? {}));
}
