import type { AuditEntry } from "@surety/model/audit-entries";

export interface ChangedField {
  readonly name: string;
  /** JSON; null when it was not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The fields that a change has made, altered or taken away; those that stayed are left out. */
export function changedFields({ before, after }: Pick<AuditEntry, "before" | "after">): ChangedField[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].flatMap((name) => {
    const field = { name, before: shown(before, name), after: shown(after, name) };
    return field.before === field.after ? [] : [field];
  });
}

function shown(state: AuditEntry["before"], name: string): string | null {
  if (state === null || !Object.hasOwn(state, name)) return null;
  const value = state[name];
  return typeof value === "string" ? value : JSON.stringify(value);
}
