import { useQuery } from "@tanstack/react-query";
import { useRouter, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { setOrganizationOfTab } from "../client/organization.ts";
import { queryClient } from "../client/trpc.ts";
import { authClient } from "../session/auth-client.ts";
import { EntryForm, PasswordField } from "../session/entry-form.tsx";
import { EntryPage } from "../session/entry-page.tsx";
import { sessionQuery } from "../session/session-query.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { Loading } from "../ui/states.tsx";
import { acceptInvitation, invitationQuery, type Offer } from "./invitation-query.ts";

/** Where an invitation's link leads. Its secret stays behind the #, which browsers send to nobody. */
export function AcceptInvitationPage() {
  const secret = useRouterState({ select: ({ location: { hash } }) => hash });
  const offer = useQuery(invitationQuery(secret));
  const { data: session, isPending } = useQuery(sessionQuery);
  if (offer.isPending || isPending)
    return (
      <EntryPage title="Invitation">
        <Loading what="the invitation" rows={2} />
      </EntryPage>
    );
  if (offer.isError)
    return (
      <EntryPage title="Invitation" heading="This invitation does not work">
        <Notice tone="no">{offer.error.message} Ask who invited you for a new one.</Notice>
      </EntryPage>
    );
  const given = { offer: offer.data, secret };
  return (
    <EntryPage
      title="Invitation"
      heading={`Join ${offer.data.organization}`}
      subtitle={`You are invited as ${offer.data.role}, with the address ${offer.data.email}.`}
    >
      {session?.type === "member" ? (
        <Accept {...given} signedInAs={session.email ?? ""} />
      ) : offer.data.hasAccount ? (
        <SignIn {...given} />
      ) : (
        <SignUp {...given} />
      )}
    </EntryPage>
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
  if (signedInAs.toLowerCase() !== offer.email)
    return (
      <>
        <p className="mb-4">You are signed in as {signedInAs}. Sign out, and open the link again.</p>
        <Button look="primary" onClick={() => void authClient.signOut().then(() => queryClient.resetQueries())}>
          Sign out
        </Button>
      </>
    );
  return (
    <EntryForm
      submit="Accept"
      onSubmit={async () => {
        const failure = await acceptInvitation(secret);
        if (failure === undefined) await enter();
        return failure;
      }}
    >
      {null}
    </EntryForm>
  );
}

function SignIn({ offer, secret }: Given) {
  const enter = useEnter();
  const [password, setPassword] = useState("");
  const submit = async () => {
    const { error } = await authClient.signIn.email({ email: offer.email, password });
    const failure = error ? (error.message ?? "The password is not right.") : await acceptInvitation(secret);
    if (failure === undefined) await enter();
    return failure;
  };
  return (
    <EntryForm submit="Sign in and accept" onSubmit={submit}>
      <p>You have an account. Sign in to accept.</p>
      <TextField label="Email" type="email" value={offer.email} readOnly autoComplete="username" />
      <PasswordField value={password} onChange={setPassword} autoComplete="current-password" />
    </EntryForm>
  );
}

function SignUp({ offer, secret }: Given) {
  const enter = useEnter();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const submit = async () => {
    const body = { email: offer.email, name, password, invitation: secret };
    const { error } = await authClient.signUp.email(body);
    if (error) return error.message ?? "The account could not be made. Try again.";
    await enter();
    return undefined;
  };
  return (
    <EntryForm submit="Create the account and join" onSubmit={submit}>
      <TextField label="Email" type="email" value={offer.email} readOnly autoComplete="username" />
      <TextField
        label="Your name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        required
        maxLength={100}
        autoComplete="name"
      />
      <PasswordField value={password} onChange={setPassword} autoComplete="new-password" />
    </EntryForm>
  );
}
