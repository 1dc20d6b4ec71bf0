import { contractPaths } from "../contract-paths.ts";
import type { Rule } from "../rule.ts";

const MAX_LEVELS = 3;

export const pathsShallow: Rule = {
  name: "surety-paths-shallow",
  severity: "info",
  summary: "Resources nest at most three levels deep.",
  why: "Each level is an id that every caller must know and pass on, and a relation that can never change again. A thing with an id of its own can be reached by that id.",
  bad: `paths:
  /shops/{shop}/customers/{customer}/orders/{order}/lines/{line}/taxes:
    get: {responses: {"200": {description: Taxes}}}
`,
  good: `paths:
  /order-lines/{line}/taxes:
    get: {responses: {"200": {description: Taxes}}}
`,
  fix: "Start the path at the closest resource that has an id of its own, and keep the parents as filters: GET /orders?customer=….",
  source: "https://opensource.zalando.com/restful-api-guidelines/#147",
  *check(contract) {
    const seen = new Set<string>();
    for (const { path, segments, pointer } of contractPaths(contract)) {
      let levels = 0;
      for (const [index, segment] of segments.entries()) {
        if (segment.isParameter || segments[index - 1]?.isParameter !== true) continue;
        levels += 1;
        if (levels <= MAX_LEVELS) continue;
        if (!seen.has(segment.prefix)) {
          seen.add(segment.prefix);
          yield {
            pointer,
            subject: segment.prefix,
            message: `\`${segment.text}\` is ${levels} levels below the first resource of \`${path}\`.`,
            hint: `Reach it by its closest parent that has its own id, and filter by the others.`,
          };
        }
        break;
      }
    }
  },
};
