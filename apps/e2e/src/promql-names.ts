import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";

/** One series that an expression asks for. */
export interface Selector {
  readonly metric: string;
  /** What each label must be: `=` and `=~` alone say that there is such a value. */
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
  /** Labels by which it, or what is computed of it, is grouped or joined. */
  readonly groupedBy: readonly string[];
}

/** The series that an expression of PromQL asks for. @throws Error when it is none */
export function selectorsOf(expression: string): readonly Selector[] {
  const tree = parser.parse(expression);
  const text = ({ from, to }: { from: number; to: number }): string => expression.slice(from, to);
  const selectors: Selector[] = [];
  tree.iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`not PromQL at ${node.from}: ${expression.slice(node.from, node.from + 40)}\n${expression}`);
      if (node.name !== "VectorSelector") return;
      const found = node.node;
      const metric = found.getChild("Identifier");
      if (metric === null) throw new Error(`a selector without a name: ${text(found)}`);
      const matchers = [...descendants(found, "UnquotedLabelMatcher")].map((matcher) => {
        const [label, operator, value] = [matcher.getChild("LabelName"), matcher.getChild("MatchOp"), matcher.getChild("StringLiteral")];
        if (label === null || operator === null || value === null) throw new Error(`an odd matcher: ${text(matcher)}`);
        return { label: text(label), operator: text(operator), value: text(value).slice(1, -1) };
      });
      selectors.push({ metric: text(metric), matchers, groupedBy: [...groupings(found)].map(text) });
    },
  });
  return selectors;
}

/** Labels in `by (…)` and `on (…)` of everything around a selector. */
function* groupings(selector: SyntaxNode): Generator<SyntaxNode> {
  for (let around = selector.parent; around !== null; around = around.parent) {
    for (const modifier of [...around.getChildren("AggregateModifier"), ...around.getChildren("MatchingModifierClause")])
      for (const labels of modifier.getChildren("GroupingLabels")) yield* descendants(labels, "LabelName");
  }
}

function* descendants(node: SyntaxNode, name: string): Generator<SyntaxNode> {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === name) yield child;
    else yield* descendants(child, name);
  }
}

/** What a process says at `/metrics`: for each metric, the values of each label. */
export type Scraped = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** Reads the text format; `added` are labels that Prometheus gives to all. */
export function readScrape(texts: readonly string[], added: Readonly<Record<string, string>>): Scraped {
  const scraped = new Map<string, Map<string, Set<string>>>();
  for (const [, metric = "", labels = ""] of texts.join("\n").matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$/gm)) {
    const own = [...labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)].map(([, label = "", value = ""]) => [label, value] as const);
    const known = scraped.get(metric) ?? new Map<string, Set<string>>();
    for (const [label, value] of [...own, ...Object.entries(added)]) known.set(label, (known.get(label) ?? new Set<string>()).add(value));
    scraped.set(metric, known);
  }
  return scraped;
}
