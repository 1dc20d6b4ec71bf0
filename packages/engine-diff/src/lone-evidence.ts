import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import type { Comparer } from "@surety/engine-schema/comparer";
import type { Edge, Issue, Pair } from "./pair.ts";

/** A pair on the way from the whole to the part with the issue. */
export interface Level {
  readonly pair: Pair;
  /** The step that the way takes from here. */
  readonly next: Edge | null;
  /** A whole value whose part at this pair satisfies the schema. */
  readonly wrap: (inner: Schema) => Schema;
}

const MOST_EVIDENCE = 12;
const DEEPEST = 3;

/** What other issues near the way would show, as schemas of the whole value: a proof of one issue should show none of them. */
export function otherEvidence(issue: Issue, way: readonly Level[]): readonly Schema[] {
  const found: Schema[] = [];
  for (const { pair, next, wrap } of way.toReversed()) {
    const queue: { readonly pair: Pair; readonly depth: number; readonly wrap: (inner: Schema) => Schema }[] = [{ pair, depth: 0, wrap }];
    const seen = new Set(way.map((level) => level.pair));
    for (const level of queue) {
      for (const other of level.pair.issues) {
        if (other === issue || other.level !== "prove" || other.evidence === null) continue;
        found.push(level.wrap(other.evidence));
        if (found.length >= MOST_EVIDENCE) return found;
      }
      if (level.depth === DEEPEST) continue;
      for (const edge of level.pair.edges) {
        if (edge === next || seen.has(edge.to)) continue;
        seen.add(edge.to);
        queue.push({ pair: edge.to, depth: level.depth + 1, wrap: (inner) => level.wrap(edge.wrap(inner)) });
      }
    }
  }
  return found;
}

/** A value that satisfies what is asked and shows as little of the other evidence as can be; `value` when there is none better. */
export function apartFrom(
  others: readonly Schema[],
  {
    comparer,
    asked,
    value,
  }: { readonly comparer: Comparer; readonly asked: readonly ReturnType<Comparer["valid"]>[]; readonly value: Json },
): Json {
  const shown = (candidate: Json): readonly Schema[] => others.filter((schema) => comparer.judges(comparer.valid(schema), candidate));
  if (shown(value).length === 0) return value;
  const without = (schemas: readonly Schema[]): readonly ReturnType<Comparer["valid"]>[] =>
    schemas.map((schema) => ({ ...comparer.valid(schema), positive: false }));
  const best = comparer.find([...asked, ...without(others)]);
  if (best.found === "yes") return best.value;
  let kept: readonly Schema[] = [];
  let current = value;
  for (const schema of shown(value)) {
    const answer = comparer.find([...asked, ...without([...kept, schema])]);
    if (answer.found !== "yes") continue;
    kept = [...kept, schema];
    current = answer.value;
  }
  return shown(current).length < shown(value).length ? current : value;
}
