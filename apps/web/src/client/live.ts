import { LiveEvent } from "@surety/model/events";
import { sessionQuery } from "../session/session-query.ts";
import { setConnection } from "./connection.ts";
import { isSignedOut, isUnreachable } from "./problem.ts";
import { client, queryClient, trpc } from "./trpc.ts";

/** Bursts of events are answered by one refetch. */
const SETTLE_MS = 200;

/**
 * Keeps every shown query fresh until `signal` aborts. A browser allows six connections to a server over
 * HTTP/1.1, so one tab listens for all of them: it holds a lock and passes on what it hears.
 */
export function keepLive(signal: AbortSignal): void {
  const refresh = refresher();
  const channel = new BroadcastChannel("surety-live");
  signal.addEventListener("abort", () => channel.close());
  channel.onmessage = (message: MessageEvent<unknown>) => {
    const event = LiveEvent.safeParse(message.data);
    if (event.success) refresh(event.data);
    else refreshAll();
  };
  const listen = () =>
    listenUntilAborted(signal, {
      hear: (event) => {
        refresh(event);
        channel.postMessage(event);
      },
      reconnected: () => {
        refreshAll();
        channel.postMessage("reconnected");
      },
    });
  // Locks exist only on https and localhost; elsewhere each tab listens for itself.
  if ("locks" in navigator) void navigator.locks.request("surety-live", { signal }, listen).catch(() => {});
  else void listen();
}

interface Ears {
  hear(event: LiveEvent): void;
  reconnected(): void;
}

function listenUntilAborted(signal: AbortSignal, ears: Ears): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    let dropped = false;
    const subscription = client.live.listen.subscribe(undefined, {
      onData: ears.hear,
      onConnectionStateChange: ({ state, error }) => {
        if (state === "connecting" && error) {
          dropped = true;
          // An event stream fails without a status: asking who we are tells a lost session from a lost server.
          void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
        }
        if (state === "pending") {
          setConnection("ok");
          if (dropped) ears.reconnected();
          dropped = false;
        }
      },
      onError: (error) => {
        if (isUnreachable(error)) setConnection("lost");
        if (isSignedOut(error)) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      },
    });
    signal.addEventListener("abort", () => {
      subscription.unsubscribe();
      resolve();
    });
  });
}

function refreshAll(): void {
  void queryClient.invalidateQueries();
}

/** Collects what events make stale, and refetches it together. */
function refresher(): (event: LiveEvent) => void {
  let waiting: LiveEvent[] = [];
  const flush = () => {
    const events = waiting;
    waiting = [];
    const stale = new Map(events.flatMap(staleKeys).map((key) => [JSON.stringify(key), key]));
    for (const queryKey of stale.values()) void queryClient.invalidateQueries({ queryKey });
  };
  return (event) => {
    if (waiting.push(event) === 1) setTimeout(flush, SETTLE_MS);
  };
}

function staleKeys(event: LiveEvent): readonly (readonly unknown[])[] {
  const { service } = event;
  const lists = [trpc.services.list.pathKey(), trpc.checks.list.pathKey()];
  if (event.type === "service.deleted") return [...lists, trpc.services.get.pathKey(), trpc.deployments.list.pathKey()];
  const ofService = [...lists, trpc.services.get.queryKey({ service }), trpc.versions.list.pathKey()];
  switch (event.type) {
    case "version.published":
      return ofService;
    case "check.started":
    case "check.settled":
      return [
        ...ofService,
        trpc.versions.get.queryKey({ service, version: event.version }),
        trpc.versions.listFindings.pathKey(),
        trpc.verdicts.get.pathKey(),
      ];
    case "deployment.recorded":
    case "deployment.ended":
      return [...ofService, trpc.versions.get.pathKey(), trpc.verdicts.get.pathKey(), trpc.deployments.list.pathKey()];
  }
}
