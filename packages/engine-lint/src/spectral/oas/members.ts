export type Members = Readonly<Record<string, unknown>>;

export const METHODS: ReadonlySet<string> = new Set(["get", "head", "post", "put", "patch", "delete", "options", "trace"]);

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member that is an object or a list, as readers of examples see it. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

export interface OperationEntry {
  readonly path: string;
  readonly method: string;
  readonly operation: Members;
}

/** Operations of `paths` in the order of the document. */
export function* operationsOf(paths: unknown): Iterable<OperationEntry> {
  if (!isMembers(paths)) return;
  for (const [path, item] of Object.entries(paths)) {
    if (!isMembers(item)) continue;
    for (const [method, operation] of Object.entries(item))
      if (METHODS.has(method) && isMembers(operation)) yield { path, method, operation };
  }
}
