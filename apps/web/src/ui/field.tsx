import { type ComponentProps, type ReactNode, useId } from "react";

export const inputClass =
  "w-full min-h-10 rounded-md border border-line-strong bg-surface px-3 text-base text-ink aria-invalid:border-no disabled:opacity-60";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  return [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}

function Around({ id, label, hint, error, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-sm font-medium text-no">
          {error}
        </p>
      )}
    </div>
  );
}

/** A labelled line of text. */
export function TextField({ label, hint, error, ...rest }: FieldProps & ComponentProps<"input">) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        className={inputClass}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...rest}
      />
    </Around>
  );
}

/** A labelled choice of one: the browser's own list, which works on every device and with every keyboard. */
export function SelectField({ label, hint, error, children, ...rest }: FieldProps & ComponentProps<"select">) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        className={`${inputClass} pr-8`}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(id, hint, error)}
        {...rest}
      >
        {children}
      </select>
    </Around>
  );
}

/** A box to tick, with a sentence about what it does. */
export function CheckField({ label, hint, ...rest }: { label: string; hint?: string } & ComponentProps<"input">) {
  const id = useId();
  return (
    <div className="flex gap-3">
      <input
        id={id}
        type="checkbox"
        className="mt-1 size-4 shrink-0 accent-accent"
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
      />
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
