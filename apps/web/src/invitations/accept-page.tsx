import { useQuery } from "@tanstack/react-query";
import { useRouter, useRouterState } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { setOrganizationOfTab } from "../client/organization.ts";
import { queryClient } from "../client/trpc.ts";
import { authClient } from "../session/auth-client.ts";
import { sessionQuery } from "../session/session-query.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { usePageTitle } from "../ui/page-header.tsx";
import { Seal } from "../ui/seal.tsx";
import { Loading } from "../ui/states.tsx";
import { acceptInvitation, invitationQuery, type Offer } from "./invitation-query.ts";

/** Where an invitation's link leads. Its secret stays behind the #, which browsers send to nobody. */
export function AcceptInvitationPage() {
  usePageTitle("Invitation");
  const secret = useRouterState({ select: ({ location: { hash } }) => hash });
  const offer = useQuery(invitationQuery(secret));
  const { data: session, isPending } = useQuery(sessionQuery);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center px-5 py-10">
      <span className="mb-5 grid size-11 place-items-center rounded-xl bg-accent text-on-accent">
        <Seal answer="yes" className="size-7" />
      </span>
      {offer.isPending || isPending ? (
        <Loading what="the invitation" rows={2} />
      ) : offer.isError ? (
        <>
          <h1 className="text-xl font-semibold">This invitation does not work</h1>
          <p role="alert" className="mt-2 text-muted">
            {offer.error.message} Ask who invited you for a new one.
          </p>
        </>
      ) : (
        <>
          <h1 className="text-xl font-semibold break-words">Join {offer.data.organization}</h1>
          <p className="mt-1 mb-6 break-words text-muted">
            You are invited as {offer.data.role}, with the address {offer.data.email}.
          </p>
          {session?.type === "member" ? (
            <Accept offer={offer.data} secret={secret} signedInAs={session.email ?? ""} />
          ) : offer.data.hasAccount ? (
            <SignIn offer={offer.data} secret={secret} />
          ) : (
            <SignUp offer={offer.data} secret={secret} />
          )}
        </>
      )}
    </main>
  );
}

interface Given {
  offer: Offer;
  secret: string;
}

function useEnter() {
  const router = useRouter();
  return async () => {
    setOrganizationOfTab(null);
    queryClient.clear();
    await router.navigate({ to: "/", replace: true });
  };
}

function Accept({ offer, secret, signedInAs }: Given & { signedInAs: string }) {
  const enter = useEnter();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  if (signedInAs.toLowerCase() !== offer.email)
    return (
      <>
        <p className="mb-4">You are signed in as {signedInAs}. Sign out, and open the link again.</p>
        <Button look="primary" onClick={() => void authClient.signOut().then(() => queryClient.resetQueries())}>
          Sign out
        </Button>
      </>
    );
  const accept = async () => {
    setBusy(true);
    const error = await acceptInvitation(secret);
    setBusy(false);
    if (error === undefined) await enter();
    else setFailure(error);
  };
  return (
    <>
      <Button look="primary" busy={busy} className="w-full" onClick={() => void accept()}>
        Accept
      </Button>
      <Failed>{failure}</Failed>
    </>
  );
}

function SignIn({ offer, secret }: Given) {
  const enter = useEnter();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const { error } = await authClient.signIn.email({ email: offer.email, password });
    const problem = error ? (error.message ?? "The password is not right.") : await acceptInvitation(secret);
    setBusy(false);
    if (problem === undefined) await enter();
    else setFailure(problem);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-4">
      <p>You have an account. Sign in to accept.</p>
      <TextField label="Email" type="email" value={offer.email} readOnly autoComplete="username" />
      <Password value={password} onChange={setPassword} autoComplete="current-password" />
      <Failed>{failure}</Failed>
      <Button type="submit" look="primary" busy={busy} className="w-full">
        Sign in and accept
      </Button>
    </form>
  );
}

function SignUp({ offer, secret }: Given) {
  const enter = useEnter();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const body = { email: offer.email, name, password, invitation: secret };
    const { error } = await authClient.signUp.email(body);
    setBusy(false);
    if (error) setFailure(error.message ?? "The account could not be made. Try again.");
    else await enter();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-4">
      <TextField label="Email" type="email" value={offer.email} readOnly autoComplete="username" />
      <TextField
        label="Your name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        required
        maxLength={100}
        autoComplete="name"
      />
      <Password value={password} onChange={setPassword} autoComplete="new-password" hint="At least 10 characters; 15 are better." />
      <Failed>{failure}</Failed>
      <Button type="submit" look="primary" busy={busy} className="w-full">
        Create the account and join
      </Button>
    </form>
  );
}

interface PasswordProps {
  value: string;
  onChange: (value: string) => void;
  autoComplete: "current-password" | "new-password";
  hint?: string;
}

function Password({ value, onChange, autoComplete, hint }: PasswordProps) {
  return (
    <TextField
      label="Password"
      type="password"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      required
      minLength={autoComplete === "new-password" ? 10 : 1}
      maxLength={256}
      autoComplete={autoComplete}
      {...(hint === undefined ? {} : { hint })}
    />
  );
}

function Failed({ children }: { children: string | undefined }) {
  if (children === undefined) return null;
  return (
    <p role="alert" className="mt-3 font-medium text-no">
      {children}
    </p>
  );
}
