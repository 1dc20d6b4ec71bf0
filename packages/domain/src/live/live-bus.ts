import type { LiveEvent } from "@surety/model/events";
import type { OrganizationId } from "@surety/model/ids";

/** What was committed, as it happens. A listener that was away has missed events: it reads afresh when it begins. */
export interface LiveBus {
  listen(organizationId: OrganizationId, signal: AbortSignal): AsyncIterable<LiveEvent>;
}

/** Announces an event; it is heard when the transaction commits, and never when it does not. */
export interface LiveAnnouncer {
  announce(organizationId: OrganizationId, event: LiveEvent): Promise<void>;
}
