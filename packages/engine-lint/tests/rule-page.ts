import type { Rule } from "../src/rule.ts";

/** The documentation page of a rule, made of the rule's own words. */
export function rulePage({ name, severity, summary, why, bad, good, fix, source }: Rule): string {
  return `<!-- Made from packages/engine-lint/src/rules/${name.replace(/^surety-/, "")}.ts; edit that, then SURETY_WRITE_PAGES=1 npx vitest run tests/rules.test.ts -->

# ${name}

${summary} Severity: ${severity}.

## Why

${why}

## Bad

\`\`\`yaml
${bad}\`\`\`

## Good

\`\`\`yaml
${good}\`\`\`

## Fix

${fix}

## Source

<${source}>
`;
}
