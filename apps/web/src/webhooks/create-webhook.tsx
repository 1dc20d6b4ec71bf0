import { useMutation } from "@tanstack/react-query";
import { queryClient, trpc } from "../client/trpc.ts";
import { Dialog } from "../ui/dialog.tsx";
import { WebhookForm } from "./webhook-form.tsx";
import { WebhookSecret } from "./webhook-secret.tsx";

/** Creates a webhook, then shows its secret once. */
export function CreateWebhook({ onClose }: { onClose: () => void }) {
  const create = useMutation(
    trpc.webhooks.create.mutationOptions({ onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.webhooks.list.pathKey() }) }),
  );
  return (
    <Dialog open onOpenChange={onClose} title={create.data ? "Copy the secret now" : "Create a webhook"}>
      {create.data ? (
        <WebhookSecret secret={create.data.secret} onClose={onClose} />
      ) : (
        <WebhookForm
          submit="Create"
          busy={create.isPending}
          error={create.error}
          onSubmit={(fields) => create.mutate(fields)}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
