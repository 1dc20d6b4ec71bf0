import { useMutation } from "@tanstack/react-query";
import type { Exception } from "@surety/model/exceptions";
import { useState } from "react";
import { queryClient, trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { toast } from "../ui/toasts.tsx";

/** The button by which an exception ends before its last day, where they may. */
export function EndException({ exception: { id, fingerprint, live } }: { exception: Exception }) {
  const canEnd = useScopes().has("exceptions:write");
  const [asking, setAsking] = useState(false);
  const end = useMutation(
    trpc.exceptions.delete.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        toast({ tone: "yes", text: `${fingerprint} counts again.` });
        await queryClient.invalidateQueries();
      },
    }),
  );
  if (!canEnd) return null;
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {live ? "End" : "Remove"}
        <span className="sr-only"> the exception {fingerprint}</span>
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={live ? `Does ${fingerprint} count again?` : `Remove the expired exception ${fingerprint}?`}
        action={live ? "End the exception" : "Remove"}
        busy={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate({ exception: id })}
      >
        {live
          ? "New verdicts count it from now on. The audit log keeps who has accepted it, and why."
          : "It does not count any more. The audit log keeps it."}
      </Confirm>
    </>
  );
}
