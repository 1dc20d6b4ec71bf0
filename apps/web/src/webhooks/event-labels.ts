import type { WebhookEventType } from "@surety/model/webhooks";

/** What each event says, for those who choose. */
export const EVENT_LABELS: Readonly<Record<WebhookEventType, string>> = {
  "version.published": "A version was published",
  "check.completed": "A check of a version has ended",
  "verdict.changed": "A verdict has another answer than before",
  "deployment.recorded": "A version runs in an environment",
  "deployment.ended": "A version does not run there any more",
  "exception.created": "Somebody accepted a change or a finding",
  "exception.deleted": "What was accepted counts again",
  "webhook.disabled": "A webhook was switched off, because it could not be reached",
};
