import type { Identity } from "@surety/model/callers";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouter } from "@tanstack/react-router";
import { CloudOff, Menu, X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useCallback, useEffect, useRef, useState } from "react";
import { useConnection } from "../client/connection.ts";
import { onSessionLost, queryClient } from "../client/trpc.ts";
import { sessionQuery, signInSearch } from "../session/session-query.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Toasts } from "../ui/toasts.tsx";
import { Brand, Navigation } from "./navigation.tsx";
import { ShortcutHelp } from "./shortcut-help.tsx";
import { useShortcuts } from "./shortcuts.ts";

/** The frame of every page but sign-in. */
export function Shell() {
  const { data } = useQuery(sessionQuery);
  const session = data ?? null;
  const [helping, setHelping] = useState(false);
  const showHelp = useCallback(() => setHelping(true), []);
  useShortcuts(showHelp);
  useSignInWhenLost(data);
  useLiveUpdates(session?.organization.id);
  const main = useFocusOnArrival();
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to the content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-7 border-r border-line px-4 py-5 md:flex">
        <Brand session={session} />
        <Navigation session={session} showHelp={showHelp} />
      </aside>
      <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b border-line bg-canvas px-4 md:hidden">
        <Brand session={session} />
        <Drawer session={session} showHelp={showHelp} />
      </header>
      <div className="min-w-0">
        <LostBanner />
        <main id="main" ref={main} tabIndex={-1} className="mx-auto w-full max-w-[72rem] px-4 pt-6 pb-20 sm:px-8 md:pt-9">
          <Outlet />
        </main>
      </div>
      <ShortcutHelp open={helping} onOpenChange={setHelping} />
      <Toasts />
    </div>
  );
}

function Drawer(props: Pick<Parameters<typeof Navigation>[0], "session" | "showHelp">) {
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <IconButton label="Menu">
          <Menu aria-hidden className="size-5" />
        </IconButton>
      </Radix.Trigger>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-40 flex w-72 max-w-[85vw] flex-col gap-6 border-l border-line bg-canvas px-4 py-4"
        >
          <div className="flex items-center justify-between">
            <Radix.Title className="px-3 font-semibold">Menu</Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close the menu">
                <X aria-hidden className="size-5" />
              </IconButton>
            </Radix.Close>
          </div>
          <Navigation {...props} onFollow={() => setOpen(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function LostBanner() {
  const connection = useConnection();
  if (connection === "ok") return null;
  return (
    <div
      role="alert"
      className="sticky top-14 z-20 flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-b border-unknown-line bg-unknown-soft px-4 py-2 text-unknown md:top-0"
    >
      <CloudOff aria-hidden className="size-4" />
      <span>
        <strong className="font-semibold">The server does not answer.</strong> What you see may be out of date.
      </span>
      <Button size="sm" onClick={() => void queryClient.refetchQueries({ type: "active" })}>
        Try again
      </Button>
    </div>
  );
}

function useLiveUpdates(organization: string | undefined): void {
  useEffect(() => {
    if (organization === undefined) return;
    const end = new AbortController();
    void import("../client/live.ts").then(({ keepLive }) => end.signal.aborted || keepLive(end.signal, organization));
    return () => end.abort();
  }, [organization]);
}

/** A session that ends under way leads to sign-in, and back to the same page afterwards. */
function useSignInWhenLost(session: Identity | null | undefined): void {
  const router = useRouter();
  useEffect(() => onSessionLost(() => queryClient.setQueryData(sessionQuery.queryKey, null)), []);
  useEffect(() => {
    // Where we are going, not where we are: the guard of a page may lead to sign-in at the same moment.
    const { pathname, href } = router.latestLocation;
    const search = signInSearch(href);
    if (session !== null || search.reason === undefined || pathname === "/sign-in" || pathname.startsWith("/docs")) return;
    void router.navigate({ to: "/sign-in", search });
  }, [session, router]);
}

/** After a navigation the focus goes to the new page, unless it sits on something that is still there (a tab, a search field). */
function useFocusOnArrival() {
  const router = useRouter();
  const main = useRef<HTMLElement>(null);
  useEffect(
    () =>
      router.subscribe("onRendered", ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation && main.current && !main.current.contains(document.activeElement))
          main.current.focus({ preventScroll: true });
      }),
    [router],
  );
  return main;
}
