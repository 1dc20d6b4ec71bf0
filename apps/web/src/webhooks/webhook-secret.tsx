import { ShownOnce } from "../ui/shown-once.tsx";

/** Shows a secret, this once. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <ShownOnce
      secret={secret}
      what="the secret"
      testId="webhook-secret"
      notice="This is the only time that it is shown. Your program needs it to tell our events from anybody else's."
      onClose={onClose}
    />
  );
}
