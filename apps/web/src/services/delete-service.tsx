import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { toast } from "../ui/toasts.tsx";

/** The way out for a service that is deployed nowhere. */
export function DeleteService({ service }: { service: string }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const remove = useMutation(
    trpc.services.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: "/" });
        toast({ tone: "yes", text: `${service} is deleted.` });
        await queryClient.invalidateQueries();
      },
    }),
  );
  return (
    <div className="mt-9 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
      <p className="text-sm text-muted">
        Deleting removes every version, check and verdict of this service. It is refused while the service is deployed.
      </p>
      <Button look="quiet" size="sm" onClick={() => setAsking(true)}>
        Delete this service
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${service}?`}
        action="Delete"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ service })}
      >
        All its versions, checks and verdicts go with it. This cannot be undone.
      </Confirm>
    </div>
  );
}
