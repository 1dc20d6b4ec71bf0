import type { LiveBus } from "@surety/domain/live/live-bus";
import { LiveEvent } from "@surety/model/events";
import { OrganizationId } from "@surety/model/ids";
import type postgres from "postgres";
import { z } from "zod";
import { LIVE_CHANNEL } from "./channels.ts";

const Notification = z.object({ organizationId: OrganizationId, event: LiveEvent });
/** A listener that falls further behind loses the oldest events; it refetches on any event, so that the newest are enough. */
const MOST_WAITING = 256;

/** One LISTEN connection, made with the first listener, for everyone who listens in this process. */
export function createLiveBus(client: postgres.Sql): LiveBus {
  const mailboxes = new Map<OrganizationId, Set<Mailbox>>();
  let listening: Promise<unknown> | undefined;
  const deliver = (payload: string) => {
    const notification = read(payload);
    if (notification === null) return;
    for (const mailbox of mailboxes.get(notification.organizationId) ?? []) mailbox.put(notification.event);
  };
  return {
    async *listen(organizationId, signal) {
      listening ??= client.listen(LIVE_CHANNEL, deliver).catch((error: unknown) => {
        listening = undefined;
        throw error;
      });
      await listening;
      const mailbox = new Mailbox(signal);
      const mine = mailboxes.get(organizationId) ?? new Set();
      mailboxes.set(organizationId, mine.add(mailbox));
      try {
        for (let event = await mailbox.take(); event !== null; event = await mailbox.take()) yield event;
      } finally {
        mine.delete(mailbox);
        if (mine.size === 0) mailboxes.delete(organizationId);
      }
    },
  };
}

function read(payload: string): z.infer<typeof Notification> | null {
  try {
    // A newer process may announce what this one does not know.
    return Notification.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}

class Mailbox {
  readonly #waiting: LiveEvent[] = [];
  readonly #signal: AbortSignal;
  #wake: () => void = () => {};

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#wake(), { once: true });
  }

  put(event: LiveEvent): void {
    this.#waiting.push(event);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    this.#wake();
  }

  /** The next event; null once the signal has aborted. */
  async take(): Promise<LiveEvent | null> {
    while (!this.#signal.aborted) {
      const event = this.#waiting.shift();
      if (event !== undefined) return event;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return null;
  }
}
