import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";

interface EntryFormProps {
  submit: string;
  /** What went wrong, in words for people; nothing when it went well. */
  onSubmit: () => Promise<string | undefined>;
  children: ReactNode;
}

/** A form of the pages before one is signed in: its fields, what went wrong, and one wide button. */
export function EntryForm({ submit, onSubmit, children }: EntryFormProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    setFailure(await onSubmit().catch(() => "The server does not answer. Check that it is running, then try again."));
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void send(event)} className="space-y-4">
      {children}
      {failure !== undefined && <Notice tone="no">{failure}</Notice>}
      <Button type="submit" look="primary" busy={busy} className="w-full">
        {submit}
      </Button>
    </form>
  );
}

interface PasswordFieldProps {
  label?: string;
  value: string;
  onChange: (value: string) => void;
  /** `new-password` says what a good one is. */
  autoComplete: "current-password" | "new-password";
}

export function PasswordField({ label = "Password", value, onChange, autoComplete }: PasswordFieldProps) {
  const isNew = autoComplete === "new-password";
  return (
    <TextField
      label={label}
      type="password"
      name="password"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      required
      minLength={isNew ? 10 : 1}
      maxLength={256}
      autoComplete={autoComplete}
      {...(isNew ? { hint: "At least 10 characters; 15 are better." } : {})}
    />
  );
}
