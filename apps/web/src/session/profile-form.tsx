import { type FormEvent, useState } from "react";
import { queryClient } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { cardClass } from "../ui/section.tsx";
import { toast } from "../ui/toasts.tsx";
import { authClient } from "./auth-client.ts";
import { sessionQuery } from "./session-query.ts";

export function ProfileForm({ name: saved, email }: { name: string; email: string }) {
  const [name, setName] = useState(saved);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const { error } = await authClient.updateUser({ name: name.trim() });
    setBusy(false);
    if (error) return toast({ tone: "no", text: error.message ?? "The name could not be saved. Try again." });
    toast({ tone: "yes", text: "Saved." });
    await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className={`${cardClass} grid gap-4 p-4 sm:grid-cols-2 sm:p-5`}>
      <TextField label="Name" value={name} onChange={(event) => setName(event.target.value)} required maxLength={100} autoComplete="name" />
      <TextField label="Email" value={email} readOnly hint="You sign in with it." autoComplete="username" />
      <div className="sm:col-span-2">
        <Button type="submit" busy={busy} disabled={name.trim() === "" || name.trim() === saved}>
          Save
        </Button>
      </div>
    </form>
  );
}
