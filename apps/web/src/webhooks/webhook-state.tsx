import type { Webhook } from "@surety/model/webhooks";
import { Moment } from "../ui/moment.tsx";

/** How a webhook is, in a few words. */
export function WebhookState({ webhook }: { webhook: Webhook }) {
  const { disabledReason, failingSince } = webhook;
  if (disabledReason === "gone") return <span className="font-semibold text-no">switched off: it answered 410 Gone</span>;
  if (disabledReason === "failing") return <span className="font-semibold text-no">switched off: nothing reached it for five days</span>;
  if (disabledReason === "by-request") return <span className="text-muted">switched off</span>;
  if (failingSince !== null)
    return (
      <span className="font-semibold text-unknown">
        not reached since <Moment at={failingSince} />
      </span>
    );
  return <span className="text-yes">on</span>;
}
