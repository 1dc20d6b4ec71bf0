import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { cardClass } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { CreateWebhook } from "./create-webhook.tsx";
import { WebhookState } from "./webhook-state.tsx";

/** Which addresses are told of events. */
export function WebhooksPage() {
  const isAdmin = useScopes().has("admin");
  const webhooks = useInfiniteQuery(
    trpc.webhooks.list.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.nextCursor, enabled: isAdmin }),
  );
  const [creating, setCreating] = useState(false);
  const items = webhooks.data?.pages.flatMap((page) => page.items) ?? [];
  const create = (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden className="size-4" /> Create a webhook
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Webhooks"
        meta={<p>Addresses of yours that are told of events at once, each signed.</p>}
        actions={items.length > 0 && create}
      />
      {!isAdmin ? (
        <Empty icon={<WebhookIcon />} title="Only administrators manage webhooks">
          Ask an owner or an administrator of your organization for one.
        </Empty>
      ) : webhooks.isPending ? (
        <Loading what="webhooks" height="h-14" />
      ) : webhooks.isError && items.length === 0 ? (
        <Failure error={webhooks.error} retry={() => void webhooks.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<WebhookIcon />} title="No webhooks yet" actions={create}>
          Have a chat or a pipeline told when a version is published, a check ends or a verdict changes.
        </Empty>
      ) : (
        <>
          <ul className={`${cardClass} divide-y divide-line`}>
            {items.map((webhook) => (
              <li key={webhook.id} className="px-4 py-3.5 sm:px-5">
                <Link
                  to="/settings/webhooks/$webhook"
                  params={{ webhook: webhook.id }}
                  className="rounded font-medium break-all text-accent underline"
                >
                  {webhook.url}
                </Link>
                <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
                  <WebhookState webhook={webhook} />
                  {webhook.description !== "" && <span>{webhook.description}</span>}
                  <span className="flex flex-wrap gap-1.5">
                    {webhook.eventTypes.map((type) => (
                      <span key={type} className="rounded bg-sunken px-1.5 font-mono text-xs leading-5 text-ink">
                        {type}
                      </span>
                    ))}
                  </span>
                </p>
              </li>
            ))}
          </ul>
          <LoadMore query={webhooks} what="webhooks" />
        </>
      )}
      {creating && <CreateWebhook onClose={() => setCreating(false)} />}
    </>
  );
}
