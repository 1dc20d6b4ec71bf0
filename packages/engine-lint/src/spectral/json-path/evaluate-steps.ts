import { textOf } from "../functions/text-of.ts";
import type { Key, KeyPath } from "../resolved-document.ts";
import { compileExpression } from "./evaluate-expression.ts";
import type { Step } from "./json-path.ts";

/** A value with the way to it. */
export interface Cursor {
  readonly value: unknown;
  readonly path: KeyPath;
  readonly above: readonly { readonly value: unknown; readonly path: KeyPath }[];
}

/** Objects that one evaluation looks at; what is beyond is left out. */
const MOST_NODES = 100_000;

/** Evaluates steps from one value, each object once per step: for `^` in the middle of a path and paths in `field`. */
export function evaluateSteps(start: Cursor, steps: readonly Step[], root: unknown): Cursor[] {
  let cursors = [start];
  for (const step of steps) {
    const next: Cursor[] = [];
    for (const cursor of cursors) collect(cursor, step, root, next);
    cursors = distinct(next);
  }
  return cursors;
}

function collect(cursor: Cursor, step: Step, root: unknown, into: Cursor[]): void {
  if (step.kind === "parent") {
    const parent = cursor.above.at(-1);
    if (parent !== undefined) into.push({ ...parent, above: cursor.above.slice(0, -1) });
    return;
  }
  const deep = step.kind === "everything" || step.deep;
  if (step.kind === "everything") into.push(cursor);
  const accept = acceptor(step, root);
  const seen = new Set<unknown>();
  const open = [cursor];
  for (let at = open.pop(); at !== undefined && seen.size < MOST_NODES; at = open.pop()) {
    if (typeof at.value !== "object" || at.value === null || seen.has(at.value)) continue;
    seen.add(at.value);
    for (const child of childrenOf(at)) {
      if (accept(child)) into.push(child);
      if (deep) open.push(child);
    }
  }
}

function childrenOf(at: Cursor): Cursor[] {
  const above = [...at.above, { value: at.value, path: at.path }];
  const child = (key: Key, value: unknown): Cursor => ({ value, path: [...at.path, key], above });
  if (Array.isArray(at.value)) return at.value.map((value, index) => child(index, value));
  return typeof at.value === "object" && at.value !== null ? Object.entries(at.value).map(([key, value]) => child(key, value)) : [];
}

function acceptor(step: Step, root: unknown): (child: Cursor) => boolean {
  switch (step.kind) {
    case "names":
      return ({ path }) => step.names.includes(String(path.at(-1)));
    case "filter": {
      const evaluate = compileExpression(step.expression);
      return (child) =>
        Boolean(
          evaluate({
            value: child.value,
            property: child.path.at(-1) ?? "",
            parent: child.above.at(-1)?.value,
            root,
            parentProperty: () => child.path.at(-2),
            path: () => child.path,
          }),
        );
    }
    case "computed": {
      const evaluate = compileExpression(step.expression);
      return (child) => {
        const parent = child.above.at(-1)?.value;
        const scope = { value: parent, property: "", parent: undefined, root, parentProperty: () => undefined, path: () => [] };
        return textOf(evaluate(scope)) === String(child.path.at(-1));
      };
    }
    case "slice":
      return (child) => {
        const list = child.above.at(-1)?.value;
        const index = child.path.at(-1);
        if (!Array.isArray(list) || typeof index !== "number") return false;
        return Array.from(list.keys())
          .slice(step.start ?? 0, step.end)
          .filter((_, position) => position % Math.abs(step.step || 1) === 0)
          .includes(index);
      };
    default:
      return () => true;
  }
}

function distinct(cursors: readonly Cursor[]): Cursor[] {
  const seen = new Set<string>();
  return cursors.filter(({ path }) => {
    const key = JSON.stringify(path);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
