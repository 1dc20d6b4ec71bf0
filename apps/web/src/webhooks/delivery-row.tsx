import type { WebhookDelivery } from "@surety/model/webhooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { detailOf } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";

const STATES: Readonly<Record<WebhookDelivery["state"], { label: string; className: string }>> = {
  pending: { label: "under way", className: "text-unknown" },
  succeeded: { label: "delivered", className: "text-yes" },
  failed: { label: "given up", className: "text-no" },
  cancelled: { label: "cancelled", className: "text-muted" },
};

/** One event on its way: how it went, and again at the press of a button. */
export function DeliveryRow({ delivery, enabled }: { delivery: WebhookDelivery; enabled: boolean }) {
  const { id, webhook, event, type, state, attempts, status, latencyMs, error, nextAttemptAt, replay, createdAt } = delivery;
  const [open, setOpen] = useState(false);
  const again = useMutation(
    trpc.webhooks.createDelivery.mutationOptions({
      onSuccess: async () => {
        toast({ tone: "yes", text: `${type} is sent again.` });
        await queryClient.invalidateQueries({ queryKey: trpc.webhooks.listDeliveries.pathKey() });
      },
      onError: (failure) => toast({ tone: "no", text: detailOf(failure) }),
    }),
  );
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6">
        <div className="min-w-0">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <code className="font-medium">{type}</code>
            <span className={`text-sm font-semibold ${STATES[state].className}`}>{STATES[state].label}</span>
            {replay && <span className="text-sm text-muted">by request</span>}
          </p>
          <p className="mt-0.5 flex flex-wrap gap-x-4 text-sm text-muted">
            <Moment at={createdAt} />
            <span>{attempts === 1 ? "1 attempt" : `${attempts} attempts`}</span>
            {status !== null && <span>status {status}</span>}
            {latencyMs !== null && <span>{latencyMs} ms</span>}
            {nextAttemptAt !== null && attempts > 0 && (
              <span>
                next <Moment at={nextAttemptAt} />
              </span>
            )}
          </p>
          {error !== null && <p className="mt-0.5 text-sm break-words text-no">{error}</p>}
        </div>
        <Button size="sm" disabled={!enabled} busy={again.isPending} onClick={() => again.mutate({ webhook, event })}>
          Send again<span className="sr-only"> {type}</span>
        </Button>
      </div>
      <details className="mt-1" onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
        <summary className="w-fit cursor-pointer rounded text-sm text-muted hover:text-ink">What was sent, and what came back</summary>
        {open && <DeliveryDetail webhook={webhook} delivery={id} />}
      </details>
    </li>
  );
}

function DeliveryDetail({ webhook, delivery }: { webhook: string; delivery: string }) {
  const detail = useQuery(trpc.webhooks.getDelivery.queryOptions({ webhook, delivery }));
  if (detail.isPending) return <Loading what="the delivery" rows={1} />;
  if (detail.isError) return <Failure error={detail.error} retry={() => void detail.refetch()} />;
  return (
    <div className="mt-2 space-y-3 text-sm">
      <Code label="Sent">{detail.data.payload}</Code>
      {detail.data.log.map(({ number, at, status, latencyMs, error, response }) => (
        <div key={number}>
          <p className="text-muted">
            Attempt {number}, {at}: {status === null ? error : `status ${status}`} after {latencyMs} ms
          </p>
          {response !== null && <Code label={`Answer to attempt ${number}`}>{response}</Code>}
        </div>
      ))}
    </div>
  );
}

function Code({ label, children }: { label: string; children: string }) {
  return (
    <pre aria-label={label} tabIndex={0} className="max-h-64 overflow-auto rounded-md bg-sunken p-3 break-all whitespace-pre-wrap">
      {children}
    </pre>
  );
}
