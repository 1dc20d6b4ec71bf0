import { colors } from "./colors.ts";
import type { Explanation } from "./reports.ts";
import { terminalWidth, wrap } from "./wrap.ts";

const HEADINGS = { rule: "Design rules", change: "Kinds of change", error: "Error codes" } as const;
const PROSE_WIDTH = 88;

/** All names with one sentence each, by type. */
export function explanationList(all: readonly Explanation[]): string {
  const blocks = (["rule", "change", "error"] as const).flatMap((type) => {
    const some = all.filter((explanation) => explanation.type === type);
    if (some.length === 0) return [];
    const longest = Math.max(...some.map(({ name }) => name.length));
    const lines = some.map(
      ({ name, summary }) => `  ${name.padEnd(longest)}  ${wrap(summary, { width: terminalWidth(), indent: longest + 4 })}`,
    );
    return [[colors.bold(HEADINGS[type]), ...lines].join("\n")];
  });
  return [...blocks, `${colors.dim("next")}  surety explain NAME`].join("\n\n");
}

/** One name in full: what, why, an example, what to do. */
export function explanationText(explanation: Explanation): string {
  const { name, summary, fix } = explanation;
  const blocks = [`${colors.bold(name)}  ${colors.dim(kindOf(explanation))}\n${prose(summary)}`];
  if (explanation.type !== "error") blocks.push(section("Why", prose(explanation.why)));
  if (explanation.type === "rule" && explanation.bad !== undefined) blocks.push(section("Bad", code(explanation.bad)));
  if (explanation.type === "rule" && explanation.good !== undefined) blocks.push(section("Good", code(explanation.good)));
  if (explanation.type === "change" && explanation.example)
    blocks.push(section("Before", code(explanation.example.base)), section("After", code(explanation.example.revision)));
  if (explanation.type === "change" && explanation.reported) blocks.push(section("Reported", reportedText(explanation.reported)));
  blocks.push(section("Fix", [fix, ...(explanation.type === "change" ? numbered(explanation.steps) : [])].map(prose).join("\n")));
  if (explanation.type === "change") blocks.push(section("Level", levelText(explanation)));
  if (explanation.type !== "error") blocks.push(section("Source", `  ${explanation.source}`));
  return blocks.join("\n\n");
}

const numbered = (steps: readonly string[]): string[] => steps.map((step, index) => `${index + 1}. ${step}`);

/** What a comparison says about the example, with its proof. */
function reportedText({ level, message, witness }: NonNullable<Extract<Explanation, { type: "change" }>["reported"]>): string {
  const said = prose(`${level}: ${message}`);
  if (witness === null) return said;
  return [said, code(JSON.stringify(witness.value)), prose(witness.explanation)].join("\n");
}

function levelText({ name, category, fullLevel }: Extract<Explanation, { type: "change" }>): string {
  const counts = {
    wire: "It goes over the line, so it always counts; its level is decided for each change.",
    source: `It concerns generated clients: safe, unless --category source or all counts it, as ${fullLevel}.`,
    all: `It is an announcement: safe${fullLevel === "safe" ? " in any case" : `, unless --category all counts it, as ${fullLevel}`}.`,
  }[category];
  return [
    prose(`Category ${category}. ${counts}`),
    prose(`Set it for all changes of the kind by --level ${name}=safe, or in surety.json:`),
    code(`"diff": { "levels": { "${name}": "safe" } }`),
  ].join("\n");
}

function kindOf(explanation: Explanation): string {
  if (explanation.type === "rule") return `design rule, ${explanation.severity}`;
  return explanation.type === "change" ? "kind of change" : `error code, HTTP ${explanation.status}`;
}

function section(title: string, body: string): string {
  return `${colors.bold(title)}\n${body}`;
}

function prose(text: string): string {
  return `  ${wrap(text, { width: Math.min(terminalWidth(), PROSE_WIDTH), indent: 2 })}`;
}

function code(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
