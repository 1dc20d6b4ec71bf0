import type { FormEvent, ReactNode } from "react";
import { isStale, problemBeside } from "../client/problem.ts";
import { Button } from "./button.tsx";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";

interface DialogFormProps {
  /** `overwrite`: what somebody else has changed meanwhile is to be lost. */
  onSubmit: (overwrite: boolean) => void;
  onCancel: () => void;
  /** Fills the form with what is stored now, for a change that is bound to the state that was read. */
  onReload?: (() => void) | undefined;
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
export function DialogForm(props: DialogFormProps) {
  const { onSubmit, onCancel, onReload, submit, busy = false, disabled = false, error, fields = [], children } = props;
  const isConflict = onReload !== undefined && isStale(error);
  const failure = isConflict ? null : problemBeside(error, fields);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(false);
  };
  return (
    <form onSubmit={send} className="space-y-5">
      {children}
      {failure !== null && (
        <p role="alert" className="font-medium text-no">
          {failure}
        </p>
      )}
      {isConflict && (
        <ChangedMeanwhile
          title="Somebody else has changed this meanwhile"
          actions={
            <>
              <Button size="sm" onClick={onReload}>
                Show what is stored now
              </Button>
              <Button size="sm" busy={busy} onClick={() => onSubmit(true)}>
                Save mine over it
              </Button>
            </>
          }
        >
          What you have entered is still here, and not saved.
        </ChangedMeanwhile>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy && !isConflict} disabled={disabled || isConflict}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
