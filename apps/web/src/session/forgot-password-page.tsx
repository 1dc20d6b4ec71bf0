import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { askForPasswordLink } from "./ask-for-password-link.ts";
import { EntryForm } from "./entry-form.tsx";
import { EntryPage } from "./entry-page.tsx";

/** Asks for the address of an account, to which a link to a new password is mailed. */
export function ForgotPasswordPage() {
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const submit = async () => {
    const failure = await askForPasswordLink(email);
    setSent(failure === undefined);
    return failure;
  };
  return (
    <EntryPage title="Forgot your password?" heading="Forgot your password?" subtitle="A link to choose another one is mailed to you.">
      {sent ? (
        <Notice tone="info">If {email} has an account, a link is on its way. It works once, within an hour.</Notice>
      ) : (
        <EntryForm submit="Send the link" onSubmit={submit}>
          <TextField
            label="Email"
            type="email"
            name="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </EntryForm>
      )}
      <p className="mt-5 text-sm">
        <Link to="/sign-in" className="rounded text-accent underline">
          Back to sign-in
        </Link>
      </p>
    </EntryPage>
  );
}
