import { useMutation } from "@tanstack/react-query";
import type { Exception } from "@surety/model/exceptions";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { queryClient, trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Moment } from "../ui/moment.tsx";
import { toast } from "../ui/toasts.tsx";

export function ExceptionRow({ exception }: { exception: Exception }) {
  const { id, fingerprint, subject, service, environment, reason, author, expires, live, createdAt } = exception;
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
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-3.5 sm:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <code className="font-medium">{fingerprint}</code>
          <span>
            {subject} of{" "}
            <Link to="/services/$service" params={{ service }} className="rounded text-accent underline">
              {service}
            </Link>
            {environment === null ? ", in every environment" : `, in ${environment}`}
          </span>
          <span className={live ? "text-sm text-muted" : "text-sm font-semibold text-no"}>
            {live ? `until ${expires}` : `expired on ${expires}`}
          </span>
        </p>
        <p className="break-words">{reason}</p>
        <p className="mt-1 text-sm text-muted">
          {author}, <Moment at={createdAt} />
        </p>
      </div>
      {canEnd && (
        <Button size="sm" onClick={() => setAsking(true)}>
          {live ? "End" : "Remove"}
          <span className="sr-only"> the exception {fingerprint}</span>
        </Button>
      )}
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
    </li>
  );
}
