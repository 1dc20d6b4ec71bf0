import { Link, useRouter, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { authClient } from "./auth-client.ts";
import { EntryForm, PasswordField } from "./entry-form.tsx";
import { EntryPage } from "./entry-page.tsx";

/** Where a link to a new password leads. Its secret stays behind the #, which browsers send to nobody. */
export function NewPasswordPage() {
  const token = useRouterState({ select: ({ location: { hash } }) => hash });
  const router = useRouter();
  const [password, setPassword] = useState("");
  const submit = async () => {
    const { error } = await authClient.resetPassword({ token, newPassword: password });
    if (error)
      return error.code === "INVALID_TOKEN"
        ? "This link does not work any more: it works once, within an hour. Ask for another one."
        : (error.message ?? "The server does not answer. Check that it is running, then try again.");
    await router.navigate({ to: "/sign-in", search: { reason: "new-password" }, replace: true });
    return undefined;
  };
  return (
    <EntryPage title="A new password" heading="Choose a new password" subtitle="You are signed out everywhere, and sign in with it.">
      <EntryForm submit="Change the password" onSubmit={submit}>
        <PasswordField label="New password" value={password} onChange={setPassword} autoComplete="new-password" />
      </EntryForm>
      <p className="mt-5 text-sm">
        <Link to="/sign-in" className="rounded text-accent underline">
          Back to sign-in
        </Link>
      </p>
    </EntryPage>
  );
}
