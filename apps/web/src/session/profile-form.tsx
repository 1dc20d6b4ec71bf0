import { type FormEvent, useState } from "react";
import { queryClient } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { cardClass } from "../ui/section.tsx";
import { toast } from "../ui/toasts.tsx";
import { authClient } from "./auth-client.ts";
import { sessionQuery } from "./session-query.ts";

export function ProfileForm({ name: savedName, email: savedEmail }: { name: string; email: string }) {
  const [name, setName] = useState(savedName);
  const [email, setEmail] = useState(savedEmail);
  const [busy, setBusy] = useState(false);
  const newName = name.trim() === savedName ? undefined : name.trim();
  const newEmail = email.trim() === savedEmail ? undefined : email.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const failure =
      (newName === undefined ? null : (await authClient.updateUser({ name: newName })).error) ??
      (newEmail === undefined ? null : (await authClient.changeEmail({ newEmail })).error);
    setBusy(false);
    if (failure) return toast({ tone: "no", text: failure.message ?? "Your profile could not be saved. Try again." });
    toast({ tone: "yes", text: newEmail === undefined ? "Saved." : `Saved. You sign in as ${newEmail} from now on.` });
    await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className={`${cardClass} grid gap-4 p-4 sm:grid-cols-2 sm:p-5`}>
      <TextField label="Name" value={name} onChange={(event) => setName(event.target.value)} required maxLength={100} autoComplete="name" />
      <TextField
        label="Email"
        type="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        required
        hint="You sign in with it."
        autoComplete="username"
      />
      <div className="sm:col-span-2">
        <Button type="submit" busy={busy} disabled={newName === undefined && newEmail === undefined}>
          Save
        </Button>
      </div>
    </form>
  );
}
