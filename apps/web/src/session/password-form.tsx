import { type FormEvent, useState } from "react";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { cardClass } from "../ui/section.tsx";
import { toast } from "../ui/toasts.tsx";
import { authClient } from "./auth-client.ts";

const MIN_LENGTH = 8;

export function PasswordForm() {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    const { error } = await authClient.changePassword({ currentPassword: current, newPassword: next, revokeOtherSessions: true });
    setBusy(false);
    if (error) return setFailure(error.code === "INVALID_PASSWORD" ? "The current password is not right." : (error.message ?? "The password could not be changed. Try again."));
    setCurrent("");
    setNext("");
    toast({ tone: "yes", text: "The password is changed. Your other sessions are ended." });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className={`${cardClass} grid gap-4 p-4 sm:grid-cols-2 sm:p-5`}>
      <TextField label="Current password" type="password" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.target.value)} error={failure} />
      <TextField label="New password" type="password" autoComplete="new-password" required minLength={MIN_LENGTH} value={next} onChange={(event) => setNext(event.target.value)} hint={`At least ${MIN_LENGTH} characters. A sentence is easier to remember than symbols.`} />
      <div className="sm:col-span-2">
        <Button type="submit" busy={busy}>
          Change the password
        </Button>
      </div>
    </form>
  );
}
