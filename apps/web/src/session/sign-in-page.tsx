import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { CircleAlert, Info } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { queryClient } from "../client/trpc.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Command } from "../ui/copy.tsx";
import { TextField } from "../ui/field.tsx";
import { usePageTitle } from "../ui/page-header.tsx";
import { Seal } from "../ui/seal.tsx";
import { authClient } from "./auth-client.ts";
import { safeRedirect } from "./safe-redirect.ts";
import { sessionQuery } from "./session-query.ts";
import { signInWaysQuery } from "./sign-in-ways.ts";

const route = getRouteApi("/sign-in");

/** Email and password, or the one-time link that `npm start` prints. */
export function SignInPage() {
  usePageTitle("Sign in");
  const { redirect, token, error, reason } = route.useSearch();
  const target = safeRedirect(redirect);
  useLeaveWhenSignedIn(target);
  useFollowToken(token, target);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center px-5 py-10">
      <div className="mb-7 flex items-center gap-3">
        <span className="grid size-11 place-items-center rounded-xl bg-accent text-on-accent">
          <Seal answer="yes" className="size-7" />
        </span>
        <div>
          <h1 className="text-xl font-semibold">Sign in to Surety</h1>
          <p className="text-muted">Can this version be deployed?</p>
        </div>
      </div>
      {error !== undefined && <Notice tone="no">{oidcFailures[error] ?? <LinkFailure />}</Notice>}
      {reason === "expired" && error === undefined && (
        <Notice tone="info">Your session has ended. Sign in again to go on where you were.</Notice>
      )}
      {token === undefined ? <PasswordForm target={target} /> : <p role="status">Signing you in…</p>}
      {token === undefined && <OidcLink target={target} />}
      <section className="mt-8 border-t border-line pt-5 text-sm text-muted">
        <h2 className="mb-1 font-medium text-ink">First time here?</h2>
        <p className="mb-2">The start command prints a one-time link that signs you in without a password. You can set one afterwards.</p>
        <Command>npm start</Command>
      </section>
    </main>
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
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    const { error } = await authClient.signIn.email({ email, password }).catch(() => ({ error: { status: 0, code: "" } }));
    if (error) {
      setBusy(false);
      setFailure(sayFailure(error.status));
      return;
    }
    queryClient.clear();
    await router.navigate({ href: target, replace: true });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-4">
      <TextField
        label="Email"
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {failure && <Notice tone="no">{failure}</Notice>}
      <Button type="submit" look="primary" busy={busy} className="w-full">
        Sign in
      </Button>
    </form>
  );
}

function sayFailure(status: number): string {
  if (status === 401 || status === 400 || status === 403) return "The email or the password is not right. Check both and try again.";
  if (status === 429) return "Too many tries for this account or from this address. Wait a while, then try again.";
  return "The server does not answer. Check that it is running, then try again.";
}

function Notice({ tone, children }: { tone: "no" | "info"; children: ReactNode }) {
  const Icon = tone === "no" ? CircleAlert : Info;
  return (
    <div
      role={tone === "no" ? "alert" : "status"}
      className={`mb-4 flex gap-2.5 rounded-md border px-3.5 py-2.5 ${tone === "no" ? "border-no-line bg-no-soft text-no" : "border-line bg-surface"}`}
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <p className="min-w-0">{children}</p>
    </div>
  );
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
