import { contractPaths } from "../contract-paths.ts";
import type { PathSegment } from "../path-segments.ts";
import type { Rule } from "../rule.ts";
import { splitWords } from "../split-words.ts";
import { inCasing, majorityCasing, wordCasing } from "../word-casing.ts";

export const pathsOneCasing: Rule = {
  name: "surety-paths-one-casing",
  severity: "warning",
  summary: "All path segments are written in one casing.",
  why: "Paths are case-sensitive and are typed, logged and compared by people. When `/line-items` and `/shippingAddresses` live in one API, every client author guesses, and some guess wrong at run time.",
  bad: `paths:
  /line-items:
    get: {responses: {"200": {description: Lines}}}
  /gift-cards:
    get: {responses: {"200": {description: Cards}}}
  /shippingAddresses:
    get: {responses: {"200": {description: Addresses}}}
`,
  good: `paths:
  /line-items:
    get: {responses: {"200": {description: Lines}}}
  /gift-cards:
    get: {responses: {"200": {description: Cards}}}
  /shipping-addresses:
    get: {responses: {"200": {description: Addresses}}}
`,
  fix: "Follow what most of this contract's paths do (kebab-case when in doubt). Serve the old spelling as a deprecated alias until it is unused.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#129",
  *check(contract) {
    const found = new Map<string, { segment: PathSegment; pointer: string }>();
    for (const { segments, pointer } of contractPaths(contract)) {
      for (const segment of segments) {
        if (!/^[\p{L}\p{N}_-]+$/u.test(segment.text) || !/\p{L}/u.test(segment.text) || found.has(segment.prefix)) continue;
        found.set(segment.prefix, { segment, pointer });
      }
    }
    const majority = majorityCasing([...found.values()].map(({ segment }) => segment.text));
    if (majority === undefined) return;
    for (const { segment, pointer } of found.values()) {
      const casing = wordCasing(segment.text);
      if (casing === undefined || casing === majority) continue;
      yield {
        pointer,
        subject: segment.text,
        message: `\`${segment.text}\` is not ${majority}, as the other paths of this API are.`,
        hint: `Write \`${inCasing(splitWords(segment.text), majority)}\`.`,
      };
    }
  },
};
