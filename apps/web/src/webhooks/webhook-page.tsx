import type { Webhook } from "@surety/model/webhooks";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Send } from "lucide-react";
import { useState } from "react";
import { seen } from "../client/etags.ts";
import { detailOf, isStale } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { cardClass, Section } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";
import { DeliveryRow } from "./delivery-row.tsx";
import { WebhookForm } from "./webhook-form.tsx";
import { WebhookSecret } from "./webhook-secret.tsx";
import { WebhookState } from "./webhook-state.tsx";

const SOON_MS = 3_000;

/** One webhook: how it is, what can be done with it, and what was sent. */
export function WebhookPage() {
  const { webhook: id } = useParams({ strict: false });
  const webhook = useQuery(trpc.webhooks.get.queryOptions({ webhook: id ?? "" }));
  if (webhook.isPending) return <Loading what="the webhook" />;
  if (webhook.isError) return <Failure error={webhook.error} retry={() => void webhook.refetch()} />;
  return <Shown webhook={webhook.data} />;
}

function Shown({ webhook }: { webhook: Webhook }) {
  const { id, url, description, enabled, disabledReason } = webhook;
  const [asking, setAsking] = useState<"edit" | "rotate" | "delete" | null>(null);
  const close = () => setAsking(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.webhooks.pathKey() });
  const put = useMutation(
    trpc.webhooks.put.mutationOptions({
      onSuccess: refresh,
      onError: async (error) => {
        toast({
          tone: "no",
          text: isStale(error) ? "Somebody else has changed this webhook meanwhile: look at it again." : detailOf(error),
        });
        await refresh();
      },
    }),
  );
  const test = useMutation(
    trpc.webhooks.createDelivery.mutationOptions({
      onSuccess: refresh,
      onError: (error) => toast({ tone: "no", text: detailOf(error) }),
    }),
  );
  return (
    <>
      <PageHeader
        title={url}
        crumbs={[
          <Link key="all" to="/settings/webhooks">
            Webhooks
          </Link>,
        ]}
        heading={<span className="break-all">{url}</span>}
        meta={
          <>
            <WebhookState webhook={webhook} />
            {description !== "" && <span>{description}</span>}
          </>
        }
        actions={
          <>
            <Button look="primary" disabled={!enabled} busy={test.isPending} onClick={() => test.mutate({ webhook: id })}>
              <Send aria-hidden className="size-4" /> Send a test
            </Button>
            <Button onClick={() => setAsking("edit")}>Edit</Button>
            <Button onClick={() => setAsking("rotate")}>New secret</Button>
            <Button busy={put.isPending} onClick={() => put.mutate({ webhook: id, enabled: !enabled, ...seen(webhook) })}>
              {enabled ? "Switch off" : "Switch on"}
            </Button>
            <Button onClick={() => setAsking("delete")}>Delete</Button>
          </>
        }
      />
      {!enabled && disabledReason !== "by-request" && (
        <p role="status" className="mb-6 rounded-lg border border-no bg-surface px-4 py-3">
          Nothing is sent here any more. Look at the deliveries below, mend what is wrong, and switch it on again: what happened meanwhile
          is not sent later.
        </p>
      )}
      <Deliveries webhook={webhook} />
      {asking === "edit" && <Edit webhook={webhook} onClose={close} />}
      {asking === "rotate" && <Rotate webhook={webhook} onClose={close} />}
      <Delete webhook={webhook} open={asking === "delete"} onClose={close} />
    </>
  );
}

function Deliveries({ webhook }: { webhook: Webhook }) {
  const deliveries = useInfiniteQuery(
    trpc.webhooks.listDeliveries.infiniteQueryOptions(
      { webhook: webhook.id, limit: 50 },
      {
        getNextPageParam: (page) => page.nextCursor,
        refetchInterval: ({ state }) =>
          state.data?.pages.some((page) => page.items.some((item) => item.state === "pending" && item.attempts === 0)) ? SOON_MS : false,
      },
    ),
  );
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title="Deliveries of the last 30 days">
      {deliveries.isPending ? (
        <Loading what="deliveries" height="h-14" />
      ) : deliveries.isError && items.length === 0 ? (
        <Failure error={deliveries.error} retry={() => void deliveries.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<Send />} title="Nothing was sent yet">
          Send a test, or wait for one of its events: {webhook.eventTypes.join(", ")}.
        </Empty>
      ) : (
        <>
          <ul className={`${cardClass} divide-y divide-line`}>
            {items.map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} enabled={webhook.enabled} />
            ))}
          </ul>
          <LoadMore query={deliveries} what="deliveries" />
        </>
      )}
    </Section>
  );
}

function Edit({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const [base, setBase] = useState(webhook);
  const put = useMutation(
    trpc.webhooks.put.mutationOptions({
      onSuccess: async () => {
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.webhooks.pathKey() });
      },
    }),
  );
  return (
    <Dialog open onOpenChange={onClose} title="Edit the webhook">
      <WebhookForm
        key={seen(base).ifMatch}
        initial={base}
        submit="Save"
        busy={put.isPending}
        error={put.error}
        onSubmit={(fields, overwrite) => put.mutate({ webhook: webhook.id, ...fields, ...(overwrite ? {} : seen(base)) })}
        onCancel={onClose}
        onReload={() => {
          put.reset();
          void queryClient.fetchQuery(trpc.webhooks.get.queryOptions({ webhook: webhook.id }, { staleTime: 0 })).then(setBase);
        }}
      />
    </Dialog>
  );
}

function Rotate({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const rotate = useMutation(
    trpc.webhooks.rotateSecret.mutationOptions({ onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.webhooks.pathKey() }) }),
  );
  if (rotate.data)
    return (
      <Dialog open onOpenChange={onClose} title="Copy the new secret now">
        <WebhookSecret secret={rotate.data.secret} onClose={onClose} />
      </Dialog>
    );
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title="Make a new secret?"
      action="Make a new secret"
      busy={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate({ webhook: webhook.id })}
    >
      For 24 hours everything is signed with both, the new one and the one of now, so that your program can change over.
    </Confirm>
  );
}

function Delete({ webhook, open, onClose }: { webhook: Webhook; open: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const remove = useMutation(
    trpc.webhooks.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: "/settings/webhooks" });
        await queryClient.invalidateQueries({ queryKey: trpc.webhooks.list.pathKey() });
        toast({ tone: "yes", text: "The webhook is deleted." });
      },
    }),
  );
  return (
    <Confirm
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Delete this webhook?"
      action="Delete"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ webhook: webhook.id })}
    >
      Nothing is sent to {webhook.url} any more, and its delivery log goes. This cannot be undone.
    </Confirm>
  );
}
