import type { Rule } from "../src/rule.ts";

/** The file of a rule's page, without its ending. */
export function pageName(name: string): string {
  return name.replace(/^surety-/, "").replaceAll("$", "");
}

/** The documentation page of a rule, made of the rule's own words; `from` is where these stand. */
export function rulePage({ name, severity, summary, why, bad, good, fix, source }: Omit<Rule, "check">, from: string): string {
  return `<!-- Made from packages/engine-lint/src/${from}; edit that, then SURETY_WRITE_PAGES=1 npx vitest run tests/rules.test.ts -->

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

type Listed = Pick<Rule, "name" | "severity" | "summary">;

/** The list of all rules, in the order of a review. */
export function rulesPage(rules: readonly Listed[], taken: readonly Listed[]): string {
  const row = ({ name, severity, summary }: Listed): string => `| [${name}](${pageName(name)}.md) | ${severity} | ${summary} |`;
  return `<!-- Made from packages/engine-lint/src/recommended.ts; edit the rules, then SURETY_WRITE_PAGES=1 npx vitest run tests/rules.test.ts -->

# surety:recommended

What a senior colleague would say about an HTTP API. \`error\` is for what is wrong by a specification, or dangerous; \`warning\` for what will hurt; \`info\` and \`hint\` for what makes a good API better.

Beside these rules it has those of \`spectral:oas\` that say what none of them says (the structure of the document, examples that do not fit their schema, \`$ref\` siblings, \`array-items\`, server variables, doubled tags and enum values, unused components), under Spectral's names and configured like the others. Every error of \`spectral:oas\` is found. A rule of Spectral's that one of ours replaces is left out, so that nothing is told twice: extend \`surety:recommended\` alone, not both.

| Rule | Severity | In one sentence |
| --- | --- | --- |
${rules.map(row).join("\n")}

## From spectral:oas

| Rule | Severity | In one sentence |
| --- | --- | --- |
${taken.map(row).join("\n")}
`;
}
