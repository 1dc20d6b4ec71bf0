import { queryOptions, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { queryClient } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { cardClass } from "../ui/section.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";
import { authClient } from "./auth-client.ts";
import { setFirstPassword } from "./set-first-password.ts";

const MIN_LENGTH = 10;

const hasPasswordQuery = queryOptions({
  queryKey: ["auth", "has-password"],
  queryFn: async () => {
    const { data, error } = await authClient.listAccounts();
    if (error) throw new Error(error.message ?? "Your account could not be read.");
    return data.some((account) => account.providerId === "credential");
  },
});

/** Changes the password, or sets the first one of somebody who has signed in by a link. */
export function PasswordForm() {
  const hasPassword = useQuery(hasPasswordQuery);
  if (hasPassword.isError) return <Failure error={hasPassword.error} retry={() => void hasPassword.refetch()} />;
  if (hasPassword.data === undefined) return <Loading what="your account" rows={1} height="h-28" />;
  return <Fields key={String(hasPassword.data)} hasPassword={hasPassword.data} />;
}

function Fields({ hasPassword }: { hasPassword: boolean }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const problem = hasPassword ? await changePassword(current, next) : await setFirstPassword(next);
    setBusy(false);
    setFailure(problem);
    if (problem !== undefined) return;
    setCurrent("");
    setNext("");
    toast({
      tone: "yes",
      text: hasPassword
        ? "The password is changed. Your other sessions are ended."
        : "The password is set. You can sign in with it from now on.",
    });
    await queryClient.invalidateQueries({ queryKey: ["auth"] });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className={`${cardClass} grid gap-4 p-4 sm:grid-cols-2 sm:p-5`}>
      {hasPassword ? (
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
      ) : (
        <p className="text-muted sm:col-span-2">You have signed in by a link. Set a password to sign in without one.</p>
      )}
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        required
        minLength={MIN_LENGTH}
        maxLength={256}
        value={next}
        onChange={(event) => setNext(event.target.value)}
        hint={`At least ${MIN_LENGTH} characters. A sentence is easier to remember than symbols.`}
      />
      {failure !== undefined && (
        <p role="alert" className="font-medium text-no sm:col-span-2">
          {failure}
        </p>
      )}
      <div className="sm:col-span-2">
        <Button type="submit" busy={busy}>
          {hasPassword ? "Change the password" : "Set the password"}
        </Button>
      </div>
    </form>
  );
}

/** What went wrong, or nothing. */
async function changePassword(currentPassword: string, newPassword: string): Promise<string | undefined> {
  const { error } = await authClient.changePassword({ currentPassword, newPassword, revokeOtherSessions: true });
  if (!error) return undefined;
  return error.code === "INVALID_PASSWORD"
    ? "The current password is not right."
    : (error.message ?? "The password could not be changed. Try again.");
}
