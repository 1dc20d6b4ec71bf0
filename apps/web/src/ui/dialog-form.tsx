import type { FormEvent, ReactNode } from "react";
import { problemBeside } from "../client/problem.ts";
import { Button } from "./button.tsx";

interface DialogFormProps {
  onSubmit: () => void;
  onCancel: () => void;
  /** What the button says that sends it. */
  submit: string;
  busy?: boolean;
  disabled?: boolean;
  /** Why the last try failed. */
  error?: unknown;
  /** Pointers of the fields that show their own errors, by `fieldError`. */
  fields?: readonly string[];
  children: ReactNode;
}

/** The inside of a dialog that asks for something: fields, what failed beside theirs, and the two buttons. */
export function DialogForm({ onSubmit, onCancel, submit, busy = false, disabled = false, error, fields = [], children }: DialogFormProps) {
  const failure = problemBeside(error, fields);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={send} className="space-y-5">
      {children}
      {failure !== null && (
        <p role="alert" className="font-medium text-no">
          {failure}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy} disabled={disabled}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
