import { ShieldCheck } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy.tsx";

/** Shows a secret, this once. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <div className="space-y-5">
      <p className="flex gap-2.5 text-muted">
        <ShieldCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-yes" />
        <span>This is the only time that it is shown. Your program needs it to tell our events from anybody else's.</span>
      </p>
      <div className="flex items-center gap-1 rounded-md border border-line bg-sunken py-1.5 pr-1 pl-3">
        <code data-testid="webhook-secret" className="min-w-0 flex-1 text-sm break-all">
          {secret}
        </code>
        <CopyButton text={secret} what="the secret" />
      </div>
      <div className="flex justify-end">
        <Button look="primary" onClick={onClose}>
          I have copied it
        </Button>
      </div>
    </div>
  );
}
