import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { queryClient } from "../client/trpc.ts";
import { buttonClass } from "../ui/button.tsx";
import { Command } from "../ui/copy.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { authClient } from "./auth-client.ts";
import { EntryForm, PasswordField } from "./entry-form.tsx";
import { EntryPage } from "./entry-page.tsx";
import { safeRedirect } from "./safe-redirect.ts";
import { sessionQuery } from "./session-query.ts";
import { signInWaysQuery } from "./sign-in-ways.ts";

const route = getRouteApi("/sign-in");

/** Email and password, or the one-time link that `npm start` prints. */
export function SignInPage() {
  const { redirect, token, error, reason } = route.useSearch();
  const target = safeRedirect(redirect);
  useLeaveWhenSignedIn(target);
  useFollowToken(token, target);
  return (
    <EntryPage title="Sign in" heading="Sign in to Surety" subtitle="Can this version be deployed?">
      {error !== undefined && <Notice tone="no">{oidcFailures[error] ?? <LinkFailure />}</Notice>}
      {reason === "expired" && error === undefined && (
        <Notice tone="info">Your session has ended. Sign in again to go on where you were.</Notice>
      )}
      {reason === "new-password" && <Notice tone="info">Your password is changed. Sign in with it.</Notice>}
      {token === undefined ? <PasswordForm target={target} /> : <p role="status">Signing you in…</p>}
      {token === undefined && <OidcLink target={target} />}
      <section className="mt-8 border-t border-line pt-5 text-sm text-muted">
        <h2 className="mb-1 font-medium text-ink">First time here?</h2>
        <p className="mb-2">The start command prints a one-time link that signs you in without a password. You can set one afterwards.</p>
        <Command>npm start</Command>
      </section>
    </EntryPage>
  );
}

function LinkFailure() {
  return (
    <>
      <strong className="font-semibold">This sign-in link does not work any more.</strong> A link works once, and for a short time.{" "}
      <code>npm start</code> prints a new one at each start; or sign in with your password.
    </>
  );
}

/** What came of signing in elsewhere, by the code that the server sends back. */
const oidcFailures: Readonly<Record<string, string>> = {
  OIDC_UNAVAILABLE: "Your organization's sign-in does not answer. Try again in a minute, or use your password.",
  OIDC_FAILED: "That sign-in was not completed. Begin again from here.",
  OIDC_EMAIL_UNVERIFIED: "Your organization's sign-in has not verified your e-mail address. Ask its administrator.",
  OIDC_NOT_INVITED: "Nobody has invited you yet. Ask a member of your organization for an invitation, and follow its link first.",
  OIDC_ACCOUNT_EXISTS: "Your e-mail address has an account here that is not verified. Sign in with its password.",
};

/** The way to the operator's own sign-in, where there is one. */
function OidcLink({ target }: { target: string }) {
  const { data: ways } = useQuery(signInWaysQuery);
  if (ways?.oidc !== true) return null;
  return (
    <a href={`/api/auth/oidc/start?${new URLSearchParams({ target })}`} className={`${buttonClass("secondary")} mt-3 w-full`}>
      Sign in with your organization
    </a>
  );
}

function PasswordForm({ target }: { target: string }) {
  const router = useRouter();
  const { data: ways } = useQuery(signInWaysQuery);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const submit = async () => {
    const { error } = await authClient.signIn.email({ email, password }).catch(() => ({ error: { status: 0 } }));
    if (error) return sayFailure(error.status);
    queryClient.clear();
    await router.navigate({ href: target, replace: true });
    return undefined;
  };
  return (
    <>
      <EntryForm submit="Sign in" onSubmit={submit}>
        <TextField
          label="Email"
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField value={password} onChange={setPassword} autoComplete="current-password" />
      </EntryForm>
      {ways?.mail === true && (
        <p className="mt-3 text-sm">
          <Link to="/forgot-password" className="rounded text-accent underline">
            Forgot your password?
          </Link>
        </p>
      )}
    </>
  );
}

function sayFailure(status: number): string {
  if (status === 401 || status === 400 || status === 403) return "The email or the password is not right. Check both and try again.";
  if (status === 429) return "Too many tries for this account or from this address. Wait a while, then try again.";
  return "The server does not answer. Check that it is running, then try again.";
}

function useLeaveWhenSignedIn(target: string): void {
  const router = useRouter();
  const { data: session } = useQuery(sessionQuery);
  useEffect(() => {
    if (session) void router.navigate({ href: target, replace: true });
  }, [session, router, target]);
}

/** A link that lands here with its token goes on to the server, which answers with a session and a redirect. */
function useFollowToken(token: string | undefined, target: string): void {
  useEffect(() => {
    if (token === undefined) return;
    const query = new URLSearchParams({ token, callbackURL: target, errorCallbackURL: "/sign-in" });
    location.replace(`/api/auth/magic-link/verify?${query}`);
  }, [token, target]);
}
