import type { Rule } from "../rule.ts";

const PATCH_TYPES = /^application\/(?:merge-patch\+json|json-patch\+json|[a-z0-9.-]*patch[a-z0-9.+-]*)(?:;|$)/;

export const patchMediaTypes: Rule = {
  name: "surety-patch-media-types",
  severity: "info",
  summary: "PATCH says by its media type how the patch is applied.",
  why: "A patch is an instruction, and `application/json` does not say which: is a missing member left alone, does null delete, are arrays merged or replaced? The media type is where HTTP answers that.",
  bad: `paths:
  /orders/{id}:
    patch:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {"200": {description: The order}}
`,
  good: `paths:
  /orders/{id}:
    patch:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/merge-patch+json: {schema: {type: object}}}}
      responses: {"200": {description: The order}}
`,
  fix: "Most APIs mean RFC 7396: accept `application/merge-patch+json` (and keep `application/json` as its alias). For edits inside arrays take `application/json-patch+json`, RFC 6902.",
  source: "https://www.rfc-editor.org/rfc/rfc5789.html#section-2",
  *check(contract) {
    for (const { key, method, requestBody } of contract.api.operations) {
      if (method !== "PATCH" || requestBody === undefined || requestBody.content.length === 0) continue;
      if (requestBody.content.some(({ mediaType }) => PATCH_TYPES.test(mediaType.slice(0, 200)))) continue;
      yield {
        pointer: requestBody.pointer,
        operation: key,
        message: `PATCH takes ${requestBody.content.map(({ mediaType }) => mediaType).join(", ")}, which does not say how a patch is applied.`,
        hint: "Add `application/merge-patch+json` with the same schema.",
      };
    }
  },
};
