import type { Change, ChangeCounts } from "@surety/model/changes";
import { useId } from "react";
import { Choice } from "../ui/choice.tsx";
import { inputClass } from "../ui/field.tsx";
import { levelLooks } from "./change-level.tsx";
import { type ChangeFilter, filterChanges } from "./filter-changes.ts";

const levels = ["breaking", "risky", "safe"] as const;

interface ChangeFiltersProps {
  /** All of the comparison. */
  changes: readonly Change[];
  counts: ChangeCounts;
  search: ChangeFilter & { readonly group?: "operation" | undefined };
  onChange: (part: ChangeFilter & { readonly group?: "operation" | undefined }) => void;
}

/** Narrows a comparison by level, kind and operation, and chooses how it is grouped. */
export function ChangeFilters({ changes, counts, search, onChange }: ChangeFiltersProps) {
  const { level, kind, operation, group } = search;
  const kinds = tally(filterChanges(changes, { level, operation }).map((change) => change.kind));
  const operations = tally(filterChanges(changes, { level, kind }).flatMap((change) => change.operations));
  return (
    <div className="mb-6 flex flex-wrap items-end gap-x-4 gap-y-3">
      <Choice
        label="Level"
        value={level ?? "all"}
        onChange={(next) => onChange({ level: next === "all" ? undefined : next })}
        options={[
          { value: "all", label: "All" },
          ...levels.map((value) => ({
            value,
            label: (
              <>
                {levelLooks[value].word}
                <span className={`ml-1.5 text-xs ${counts[value] > 0 ? `font-semibold ${levelLooks[value].text}` : "text-muted"}`}>
                  {counts[value]}
                </span>
              </>
            ),
          })),
        ]}
      />
      <Select label="Kind" all="All kinds" value={kind} options={kinds} onChange={(next) => onChange({ kind: next })} />
      <Select
        label="Operation"
        all="All operations"
        value={operation}
        options={operations}
        onChange={(next) => onChange({ operation: next })}
      />
      <Choice
        label="Group by"
        value={group ?? "schema"}
        onChange={(next) => onChange({ group: next === "operation" ? next : undefined })}
        options={[
          { value: "schema", label: "By schema" },
          { value: "operation", label: "By operation" },
        ]}
      />
    </div>
  );
}

interface SelectProps {
  label: string;
  all: string;
  value: string | undefined;
  options: readonly (readonly [name: string, count: number])[];
  onChange: (value: string | undefined) => void;
}

function Select({ label, all, value, options, onChange }: SelectProps) {
  const id = useId();
  return (
    <div className="w-full min-w-0 sm:w-auto">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <select
        id={id}
        className={`${inputClass} max-w-full truncate py-1 text-sm sm:max-w-72`}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      >
        <option value="">{all}</option>
        {value !== undefined && !options.some(([name]) => name === value) && <option value={value}>{value} (0)</option>}
        {options.map(([name, count]) => (
          <option key={name} value={name}>
            {name} ({count})
          </option>
        ))}
      </select>
    </div>
  );
}

/** Names with how often each occurs, in the order of the alphabet. */
function tally(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}
