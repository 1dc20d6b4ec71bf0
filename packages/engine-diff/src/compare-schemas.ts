import type { Witness } from "@surety/model/changes";
import type { Json } from "@surety/model/json";
import { joinPointer } from "@surety/model/pointer";
import type { Schema } from "@surety/engine-spec/schema";
import { accepts, evaluate } from "@surety/engine-schema/evaluate";
import { isJsonObject } from "@surety/engine-schema/json-values";
import { dereference, type View } from "@surety/engine-schema/view";
import { PairComparison } from "./compare-pair.ts";
import type { Draft } from "./draft.ts";
import { apartFrom, type Level, otherEvidence } from "./lone-evidence.ts";
import { type Offence, partsAt } from "./offence.ts";
import type { Edge, Issue, Pair } from "./pair.ts";
import type { Root, Session } from "./session.ts";

/** How a pair is reached: innermost step first. */
interface Path {
  readonly edge: Edge;
  readonly before: Path | null;
}

interface Way {
  readonly root: Root;
  readonly path: Path | null;
}

interface Reach {
  readonly operations: Set<string>;
  readonly ways: Way[];
}

const MOST_WAYS = 4;
/** Below this, steps are kept for finding proofs at all. */
const STEPS_TO_SPARE = 20_000;

/** Compares the schemas of all places together, each pair once, and reports what they differ in. */
export function compareSchemas(session: Session): void {
  new SchemaComparison(session).run();
}

class SchemaComparison {
  readonly #session: Session;
  /** Findings by what they are about. */
  readonly #found = new Map<string, Draft>();
  readonly #pairs = new Map<string, Pair>();
  readonly #identities = new Map<Schema, number>();
  readonly #pending: Pair[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  run(): void {
    const roots = this.#session.roots.toSorted((left, right) => compareText(left.coordinate, right.coordinate));
    const starts = roots.flatMap((root) => {
      const pair = this.#start(root);
      return pair === null ? [] : [{ root, pair }];
    });
    for (let pair = this.#pending.pop(); pair !== undefined; pair = this.#pending.pop()) {
      new PairComparison(this.#session, pair, (base, revision) => this.#pairOf(base, revision, pair?.direction ?? "request")).run();
    }
    const reached = this.#reach(starts);
    for (const [pair, reach] of reached) for (const issue of pair.issues) this.#report(pair, issue, reach);
    for (const draft of this.#found.values()) this.#session.report(draft);
  }

  #start(root: Root): Pair | null {
    if (!root.asText) return this.#pairOf(root.base, root.revision, root.direction);
    return this.#pairOf(this.#session.texts.of(root.base), this.#session.texts.of(root.revision), root.direction);
  }

  #identity(schema: Schema): number {
    const target = dereference(schema);
    const known = this.#identities.get(target) ?? this.#identities.size;
    this.#identities.set(target, known);
    return known;
  }

  #pairOf(base: Schema, revision: Schema, direction: Pair["direction"]): Pair | null {
    const { index } = this.#session;
    if (index.of(base) === index.of(revision)) return null;
    const key = `${direction}:${this.#identity(base)}:${this.#identity(revision)}`;
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    const pair: Pair = { base, revision, direction, edges: [], issues: [] };
    this.#pairs.set(key, pair);
    this.#pending.push(pair);
    return pair;
  }

  /** Pairs with issues, in the order in which they are met, with the operations and some of the ways that lead there. */
  #reach(starts: readonly { readonly root: Root; readonly pair: Pair }[]): ReadonlyMap<Pair, Reach> {
    const useful = this.#leadingToIssues();
    const reached = new Map<Pair, Reach>();
    for (const { root, pair: start } of starts) {
      const queue: { readonly pair: Pair; readonly path: Path | null }[] = [{ pair: start, path: null }];
      const seen = new Set([start]);
      for (const { pair, path } of queue) {
        if (!useful.has(pair)) continue;
        if (pair.issues.length > 0) {
          const reach = reached.get(pair) ?? { operations: new Set(), ways: [] };
          reached.set(pair, reach);
          reach.operations.add(root.operation);
          if (reach.ways.length < MOST_WAYS) reach.ways.push({ root, path });
        }
        for (const edge of pair.edges) {
          if (seen.has(edge.to)) continue;
          seen.add(edge.to);
          queue.push({ pair: edge.to, path: { edge, before: path } });
        }
      }
    }
    return reached;
  }

  #leadingToIssues(): ReadonlySet<Pair> {
    const into = new Map<Pair, Pair[]>();
    for (const pair of this.#pairs.values()) {
      for (const { to } of pair.edges) {
        const sources = into.get(to);
        if (sources === undefined) into.set(to, [pair]);
        else sources.push(pair);
      }
    }
    const useful = new Set([...this.#pairs.values()].filter((pair) => pair.issues.length > 0));
    for (const pair of useful) for (const source of into.get(pair) ?? []) useful.add(source);
    return useful;
  }

  #report(pair: Pair, issue: Issue, reach: Reach): void {
    const [first] = reach.ways;
    if (first === undefined) return;
    const judged = issue.level === "prove" && issue.evidence !== null ? this.#prove(pair, issue, reach) : null;
    const operations = [...reach.operations].sort();
    const way = judged?.way ?? first;
    const place = labelsOf(way.path) + issue.label;
    const subject =
      place === ""
        ? capitalized(way.root.noun)
        : place === "[]"
          ? `Each item of ${way.root.noun}`
          : `\`${place.replace(/^\./, "")}\` in ${way.root.noun}`;
    const draft: Draft = {
      kind: issue.kind,
      direction: pair.direction,
      coordinate: `${first.root.coordinate}${labelsOf(first.path)}${issue.label}`,
      meaning: issue.meaning,
      message: `${subject} ${issue.message}.`,
      operations: [first.root.operation, ...operations.filter((key) => key !== first.root.operation)],
      base: issue.base,
      revision: issue.revision,
      level: "safe",
      witness: null,
    };
    if (judged === null)
      this.#keep(issue, {
        ...draft,
        level: issue.level === "prove" ? "risky" : issue.level,
        ...(issue.undecided === undefined ? {} : { undecided: issue.undecided }),
      });
    else if (judged.witness !== null) this.#keep(issue, { ...draft, level: issue.proved, witness: judged.witness });
    else if (judged.reason !== null) this.#keep(issue, { ...draft, level: "risky", undecided: judged.reason });
    else this.#keep(issue, draft);
  }

  /** A component is part of other pairs as well where schemas extend it: what is the same there is one finding. */
  #keep({ label }: Issue, draft: Draft): void {
    const { kind, direction, base, revision, level, meaning, undecided } = draft;
    const key = JSON.stringify([kind.id, direction, base, revision, label, level, meaning, undecided]);
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, draft);
    else this.#found.set(key, { ...known, operations: [...new Set([...known.operations, ...draft.operations])] });
  }

  /** A whole body with the evidence inside, sent under one contract and rejected under the other. */
  #prove(
    pair: Pair,
    issue: Issue,
    reach: Reach,
  ): { readonly way: Reach["ways"][number] | null; readonly witness: Witness | null; readonly reason: string | null } {
    let reason: string | null = null;
    for (const way of reach.ways) {
      const found = this.#lift(pair, issue, way);
      if (typeof found === "object") return { way, witness: found, reason: null };
      if (found !== "impossible") reason ??= found;
    }
    return { way: null, witness: null, reason };
  }

  #lift(pair: Pair, issue: Issue, way: Way): Witness | string {
    const { evidence, undeclared } = issue;
    const { root, path } = way;
    if (evidence === null) return "impossible";
    const comparer = this.#session.comparer(pair.direction);
    const request = root.direction === "request";
    const sender = request ? root.base : root.revision;
    const reader = this.#readerOf(root);
    const sent = undeclared === true ? comparer.valid(sender) : comparer.sent(sender);
    const rejected = comparer.rejected(reader);
    let wrapped: Schema = { pointer: "", allOf: [request ? pair.base : pair.revision, evidence] };
    if (root.asText) wrapped = evidence;
    for (let step = path; step !== null; step = step.before) wrapped = step.edge.wrap(wrapped);
    const first = comparer.find([sent, comparer.valid(wrapped)]);
    if (first.found === "yes" && comparer.judges(rejected, first.value)) {
      const asked = [sent, comparer.valid(wrapped)];
      const others = this.#session.steps.left > STEPS_TO_SPARE ? otherEvidence(issue, this.#pairsAlong(way)) : [];
      const alone = apartFrom(others, { comparer, asked, value: first.value });
      const value = comparer.judges(rejected, alone) ? alone : first.value;
      return this.#witness(root, value, this.#offence(pair, issue, way, value));
    }
    const second = comparer.find([sent, comparer.valid(wrapped), rejected]);
    if (second.found === "yes") return this.#witness(root, second.value, this.#offence(pair, issue, way, second.value));
    return second.found === "no" ? "impossible" : second.reason;
  }

  /** The pairs from the root to the issue's own, each with what wraps a part there into the whole. */
  #pairsAlong({ root, path }: Way): readonly Level[] {
    const edges: Edge[] = [];
    for (let step = path; step !== null; step = step.before) edges.push(step.edge);
    edges.reverse();
    const start = this.#start(root);
    const pairs = [...(start === null ? [] : [start]), ...edges.map(({ to }) => to)];
    return pairs.map((pair, depth) => ({
      pair,
      next: edges[depth] ?? null,
      wrap: (inner) => edges.slice(0, depth).reduceRight((schema, edge) => edge.wrap(schema), inner),
    }));
  }

  #readerOf(root: Root): Schema {
    const reader = root.direction === "request" ? root.revision : root.base;
    return root.asText ? this.#session.texts.of(reader) : reader;
  }

  /** What the reader rejects: what the issue is about where that can be told, else what is wrong first. */
  #offence(pair: Pair, { label, evidence }: Issue, { root, path }: Way, value: Json): Offence {
    const view: View = {
      direction: root.direction,
      assertFormats: true,
      lenient: root.direction === "response" && this.#session.options.strictReaders !== true,
    };
    const partReader = root.direction === "request" ? pair.revision : pair.base;
    const parts = root.asText ? [] : partsAt(value, labelsAlong(path));
    for (const part of parts) {
      if (evidence !== null && !accepts(evidence, part.value, view)) continue;
      const name = label.startsWith(".") ? label.slice(1) : null;
      if (name !== null && isJsonObject(part.value) && !Object.hasOwn(part.value, name))
        return { at: part.at, missing: name, message: `lacks "${name}"` };
      const wrong = evaluate(partReader, part.value, view);
      if (!wrong.valid) return { at: part.at + wrong.mark, missing: wrong.missing, message: wrong.message };
    }
    const wrong = evaluate(this.#readerOf(root), value, view);
    return wrong.valid ? { at: "", message: "is rejected" } : { at: wrong.mark, missing: wrong.missing, message: wrong.message };
  }

  #witness(root: Root, value: Json, { at, missing, message }: Offence): Witness {
    const request = root.direction === "request";
    const alone = root.lone === (request ? "base" : "revision") && Array.isArray(value) ? value[0] : undefined;
    return {
      subject: root.subject,
      value: alone ?? value,
      ...(alone !== undefined ? { mark: "" } : missing === undefined ? { mark: at } : { mark: joinPointer(at, missing), missing: true }),
      acceptedBy: request ? "base" : "revision",
      rejectedBy: request ? "revision" : "base",
      explanation: `${request ? "The base accepts this, and the revision does not" : "The revision may send this, and the base does not allow it"}: ${at === "" ? "it" : at} ${message}.`,
    };
  }
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The labels of the steps from the root, outermost first. */
function labelsAlong(path: Path | null): string[] {
  const labels: string[] = [];
  for (let step = path; step !== null; step = step.before) labels.push(step.edge.label);
  return labels.reverse();
}

function labelsOf(path: Path | null): string {
  let labels = "";
  for (let step = path; step !== null; step = step.before) labels = step.edge.label + labels;
  return labels;
}

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
