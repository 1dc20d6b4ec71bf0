import { contractPaths } from "../contract-paths.ts";
import type { Rule } from "../rule.ts";

export const pathsTrailingSlash: Rule = {
  name: "surety-paths-trailing-slash",
  severity: "warning",
  summary: "Either no path ends with a slash, or all do.",
  why: "`/orders` and `/orders/` are two different URLs (RFC 3986). Servers answer the wrong one with 404 or with a redirect that turns a POST into a GET, and caches keep both. One habit for the whole API, and nobody runs into it.",
  bad: `paths:
  /orders:
    get: {responses: {"200": {description: Orders}}}
  /customers/:
    get: {responses: {"200": {description: Customers}}}
`,
  good: `paths:
  /orders:
    get: {responses: {"200": {description: Orders}}}
  /customers:
    get: {responses: {"200": {description: Customers}}}
`,
  fix: "Drop the slash and redirect the old URL with 308, which keeps the method. Django: `APPEND_SLASH` and `trailing_slash=False` on the router decide it for all paths at once.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#136",
  *check(contract) {
    const pointers = new Map(
      contractPaths(contract)
        .filter(({ path }) => path !== "/")
        .map(({ path, pointer }) => [path, pointer]),
    );
    const withSlash = [...pointers.keys()].filter((path) => path.endsWith("/"));
    const slashIsHabit = withSlash.length * 2 > pointers.size;
    for (const [path, pointer] of pointers) {
      if (path.endsWith("/") === slashIsHabit) continue;
      yield slashIsHabit
        ? {
            pointer,
            message: `\`${path}\` ends without a slash, where most paths of this API end with one.`,
            hint: `Write \`${path}/\`, or take the slash from all the others.`,
          }
        : {
            pointer,
            message: `\`${path}\` ends with a slash, which makes it another URL than \`${withoutSlash(path)}\`.`,
            hint: `Write \`${withoutSlash(path)}\`.`,
          };
    }
  },
};

function withoutSlash(path: string): string {
  let end = path.length;
  while (end > 0 && path.charAt(end - 1) === "/") end -= 1;
  return path.slice(0, end);
}
