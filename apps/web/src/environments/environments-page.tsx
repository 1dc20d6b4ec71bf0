import { useQuery } from "@tanstack/react-query";
import { Plus, Server } from "lucide-react";
import { useState } from "react";
import { trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Command } from "../ui/copy.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { EnvironmentCard } from "./environment-card.tsx";
import { EnvironmentDialog } from "./environment-dialog.tsx";

export function EnvironmentsPage() {
  const environments = useQuery(trpc.environments.list.queryOptions({ limit: 100 }));
  const canEdit = useScopes().has("admin");
  const [creating, setCreating] = useState(false);
  const items = environments.data?.items ?? [];
  const nextPosition = Math.max(-1, ...items.map(({ position }) => position)) + 1;
  const add = canEdit && (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden className="size-4" /> Add an environment
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Environments"
        meta={<p>Where versions are deployed to, in their order on the way to production.</p>}
        actions={items.length > 0 && add}
      />
      {environments.isPending ? (
        <Loading what="environments" rows={2} height="h-40" />
      ) : environments.isError && items.length === 0 ? (
        <Failure error={environments.error} retry={() => void environments.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<Server />} title="No environments yet" actions={add}>
          <p>Name the places that you deploy to, such as staging and production. The gate then answers for each of them.</p>
          {!canEdit && <p className="mt-2">Ask an administrator of your organization to add one.</p>}
        </Empty>
      ) : (
        <ol className="space-y-5">
          {items.map((environment) => (
            <EnvironmentCard key={environment.name} environment={environment} canEdit={canEdit} />
          ))}
        </ol>
      )}
      {items.length > 0 && (
        <div className="mt-8 max-w-2xl">
          <p className="mb-2 text-sm text-muted">Let your deploy job record what it has deployed:</p>
          <Command>{"npx surety record-deployment orders@1.0.0 --to production"}</Command>
        </div>
      )}
      {creating && <EnvironmentDialog nextPosition={nextPosition} onClose={() => setCreating(false)} />}
    </>
  );
}
