import { LiveEvent } from "@surety/model/events";
import { sessionQuery } from "../session/session-query.ts";
import { setConnection } from "./connection.ts";
import { client, queryClient, trpc } from "./trpc.ts";

/** Bursts of events are answered by one refetch. */
const SETTLE_MS = 200;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;

/**
 * Keeps every shown query fresh until `signal` aborts. A browser allows six connections to a server over
 * HTTP/1.1, so one tab listens for all of them that show the same organization: it holds a lock and passes on what it hears.
 */
export function keepLive(signal: AbortSignal, organization: string): void {
  const refresh = refresher();
  const name = `surety-live ${organization}`;
  const channel = new BroadcastChannel(name);
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
  if ("locks" in navigator) void navigator.locks.request(name, { signal }, listen).catch(() => {});
  else void listen();
}

interface Ears {
  hear(event: LiveEvent): void;
  reconnected(): void;
}

/**
 * The browser reconnects a stream that breaks off. One that is refused (a proxy without its server, a session that
 * has ended) or ended by the server is opened again here, ever more slowly.
 */
async function listenUntilAborted(signal: AbortSignal, ears: Ears): Promise<void> {
  let isFirst = true;
  let waitMs = FIRST_WAIT_MS;
  const opened = () => {
    setConnection("ok");
    if (!isFirst) ears.reconnected();
    isFirst = false;
    waitMs = FIRST_WAIT_MS;
  };
  while (!signal.aborted) {
    await listenOnce(signal, ears.hear, opened);
    await pause(waitMs, signal);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}

/** Resolves when the stream is over for good. */
function listenOnce(signal: AbortSignal, hear: Ears["hear"], opened: () => void): Promise<void> {
  return new Promise((resolve) => {
    const subscription = client.live.listen.subscribe(undefined, {
      onData: hear,
      onConnectionStateChange: ({ state, error }) => {
        if (state === "pending") opened();
        if (state === "connecting" && error) askWhoWeAre();
      },
      onError: () => {
        askWhoWeAre();
        resolve();
      },
      onComplete: resolve,
    });
    signal.addEventListener("abort", () => {
      subscription.unsubscribe();
      resolve();
    });
  });
}

/** A stream fails without a reason: this question tells a session that has ended from a server that does not answer. */
function askWhoWeAre(): void {
  void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }, { cancelRefetch: false });
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
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
