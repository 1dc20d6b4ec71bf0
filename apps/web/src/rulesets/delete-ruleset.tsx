import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { toast } from "../ui/toasts.tsx";

export function DeleteRuleset({ name }: { name: string }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const remove = useMutation(
    trpc.rulesets.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: "/rulesets" });
        toast({ tone: "yes", text: `${name} is deleted.` });
        await queryClient.invalidateQueries();
      },
    }),
  );
  return (
    <div className="mt-9 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
      <p className="text-sm text-muted">Deleting is refused while a service, another ruleset or the default uses it.</p>
      <Button look="quiet" size="sm" onClick={() => setAsking(true)}>
        Delete this ruleset
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${name}?`}
        action="Delete"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ ruleset: name })}
      >
        All its versions go with it. What they have found stays in the reports of the versions that they judged.
      </Confirm>
    </div>
  );
}
