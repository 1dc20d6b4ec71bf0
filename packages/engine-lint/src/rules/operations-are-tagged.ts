import type { Rule } from "../rule.ts";

/** Below this, one list of operations is easier to read than groups. */
const MIN_OPERATIONS = 10;

export const operationsAreTagged: Rule = {
  name: "surety-operations-are-tagged",
  severity: "hint",
  summary: "In an API of ten operations or more, each has a tag.",
  why: "Tags are the chapters of the documentation and the classes of the generated client. What has none ends up under `default`, where nobody looks.",
  bad: `paths:
  /a: &item
    get: {responses: {"200": {description: ok}}}
    put: {responses: {"200": {description: ok}}}
    delete: {responses: {"204": {description: ok}}}
    head: {responses: {"200": {description: ok}}}
    patch: {responses: {"200": {description: ok}}}
  /b: *item
`,
  good: `paths:
  /a: &item
    get: {tags: [things], responses: {"200": {description: ok}}}
    put: {tags: [things], responses: {"200": {description: ok}}}
    delete: {tags: [things], responses: {"204": {description: ok}}}
    head: {tags: [things], responses: {"200": {description: ok}}}
    patch: {tags: [things], responses: {"200": {description: ok}}}
  /b: *item
`,
  fix: "Tag by resource, one tag an operation, and describe the tags at the top. FastAPI: `APIRouter(tags=[…])`; flask-smorest: one blueprint is one tag.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#tag-object",
  *check(contract) {
    const { operations } = contract.api;
    if (operations.length < MIN_OPERATIONS) return;
    for (const { key, pointer, tags } of operations) {
      if (tags.length === 0) yield { pointer, operation: key, message: `${key} has no tag.`, hint: "Tag it with its resource." };
    }
  },
};
