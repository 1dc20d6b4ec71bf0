import { Category } from "@surety/model/changes";
import type { Policy } from "@surety/model/environments";
import { useId } from "react";
import { CheckField, inputClass, SelectField, TextField } from "../ui/field.tsx";

const categories: Record<Category, string> = {
  wire: "what goes over the line",
  source: "also the names that generated clients take",
  all: "also announcements and documentation",
};

interface WeighingFieldsProps {
  policy: Policy;
  onChange: (policy: Policy) => void;
  /** The policy's levels as lines, which may be half written. */
  levels: string;
  onLevels: (levels: string) => void;
}

/** How the environment finds and weighs changes. */
export function WeighingFields({ policy, onChange, levels, onLevels }: WeighingFieldsProps) {
  const id = useId();
  const days = (level: "beta" | "stable", value: string) =>
    onChange({ ...policy, deprecationDays: { ...policy.deprecationDays, [level]: value === "" ? undefined : Number(value) } });
  return (
    <details>
      <summary className="w-fit rounded text-sm font-medium">How changes are weighed</summary>
      <div className="mt-3 space-y-4">
        <SelectField
          label="What counts"
          value={policy.category}
          onChange={(event) => onChange({ ...policy, category: Category.parse(event.target.value) })}
        >
          {Category.options.map((category) => (
            <option key={category} value={category}>
              {category}: {categories[category]}
            </option>
          ))}
        </SelectField>
        <div>
          <label htmlFor={id} className="mb-1 block text-sm font-medium">
            Levels
          </label>
          <textarea
            id={id}
            rows={3}
            spellCheck={false}
            className={`${inputClass} py-2 font-mono text-sm`}
            placeholder="response-enum-* = breaking"
            value={levels}
            onChange={(event) => onLevels(event.target.value)}
            aria-describedby={`${id}-hint`}
          />
          <p id={`${id}-hint`} className="mt-1 text-sm text-muted">
            One a line: a kind of change, or a pattern, and breaking, risky, safe or off.
          </p>
        </div>
        <CheckField
          label="Readers are strict"
          hint="They refuse fields that they do not know, so that a new field in a response breaks them."
          checked={policy.strictReaders}
          onChange={(event) => onChange({ ...policy, strictReaders: event.target.checked })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          {(["stable", "beta"] as const).map((level) => (
            <TextField
              key={level}
              label={`Days of notice, ${level}`}
              type="number"
              min={0}
              max={3650}
              step={1}
              value={policy.deprecationDays[level] ?? ""}
              onChange={(event) => days(level, event.target.value)}
              hint="Between a deprecation and its sunset."
            />
          ))}
        </div>
      </div>
    </details>
  );
}
