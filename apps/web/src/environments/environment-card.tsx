import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import type { Deployment } from "@surety/model/deployments";
import type { Environment } from "@surety/model/environments";
import { Link } from "@tanstack/react-router";
import { Settings2 } from "lucide-react";
import { useState } from "react";
import { queryClient, trpc } from "../client/trpc.ts";
import { VersionLabel } from "../services/version-label.tsx";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { cardClass } from "../ui/section.tsx";
import { Failure, Skeleton } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";
import { EnvironmentDialog } from "./environment-dialog.tsx";

export function EnvironmentCard({ environment, canEdit }: { environment: Environment; canEdit: boolean }) {
  const [editing, setEditing] = useState(false);
  const deployments = useInfiniteQuery(
    trpc.deployments.list.infiniteQueryOptions(
      { environment: environment.name, active: true, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const items = deployments.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <li className={cardClass}>
      <header className="flex flex-wrap items-start justify-between gap-3 border-b border-line px-4 py-3.5 sm:px-5">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold break-words">{environment.name}</h2>
          <p className="text-sm text-muted">{sayPolicy(environment)}</p>
        </div>
        {canEdit && (
          <Button size="sm" onClick={() => setEditing(true)}>
            <Settings2 aria-hidden className="size-4" /> Edit<span className="sr-only"> {environment.name}</span>
          </Button>
        )}
      </header>
      {deployments.isPending ? (
        <div className="space-y-2 p-5" role="status">
          <span className="sr-only">Loading deployments…</span>
          <Skeleton className="h-5 w-1/2" />
          <Skeleton className="h-5 w-1/3" />
        </div>
      ) : deployments.isError && items.length === 0 ? (
        <Failure error={deployments.error} retry={() => void deployments.refetch()} />
      ) : items.length === 0 ? (
        <p className="px-4 py-4 text-muted sm:px-5">
          Nothing is deployed here. The first version of each service may enter as soon as its checks have passed.
        </p>
      ) : (
        <>
          <ul className="divide-y divide-line">
            {items.map((deployment) => (
              <DeploymentRow key={deployment.id} deployment={deployment} />
            ))}
          </ul>
          {deployments.hasNextPage && (
            <div className="pb-4">
              <LoadMore query={deployments} what="deployments" />
            </div>
          )}
        </>
      )}
      {editing && (
        <EnvironmentDialog environment={environment.name} nextPosition={environment.position} onClose={() => setEditing(false)} />
      )}
    </li>
  );
}

function sayPolicy({ policy, policyVersion }: Environment): string {
  const checks = policy.requiredChecks.length === 0 ? "No check is required" : `${policy.requiredChecks.join(" and ")} must have passed`;
  const risky = policy.risky === "block" ? "risky changes are blocked" : "risky changes are allowed";
  const levels = Object.entries(policy.levels).map(([kind, level]) => `${kind} is ${level}`);
  const more = [
    ...(policy.category === "wire" ? [] : [policy.category === "source" ? "generated clients count" : "announcements count"]),
    ...(policy.strictReaders ? ["readers are strict"] : []),
    ...levels,
  ];
  return `Policy ${policyVersion}: ${[checks, risky, ...more].join(", ")}.`;
}

function DeploymentRow({ deployment }: { deployment: Deployment }) {
  const canEnd = useScopes().has("deployments:write");
  const [asking, setAsking] = useState(false);
  const { environment, service, version } = deployment;
  const end = useMutation(
    trpc.deployments.end.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        toast({ tone: "yes", text: `${service} no longer runs in ${environment}.` });
        await queryClient.invalidateQueries();
      },
    }),
  );
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto_auto] sm:px-5">
      <Link
        to="/services/$service"
        params={{ service }}
        className="truncate font-medium hover:underline max-sm:col-start-1 max-sm:row-start-1"
        title={service}
      >
        {service}
      </Link>
      <Link
        to="/services/$service/versions/$version"
        params={{ service, version }}
        className="min-w-0 hover:underline max-sm:col-start-1 max-sm:row-start-2"
      >
        <VersionLabel name={version} className="max-w-full" />
      </Link>
      <span className="text-sm text-muted max-sm:col-start-2 max-sm:row-start-2">
        <span className="sr-only">deployed </span>
        <Moment at={deployment.deployedAt} />
      </span>
      {canEnd && (
        <Button
          size="sm"
          look="quiet"
          className="max-sm:col-start-2 max-sm:row-start-1 max-sm:-mr-3 max-sm:justify-self-end"
          onClick={() => setAsking(true)}
        >
          End
          <span className="sr-only">
            {" "}
            the deployment of {service} {version} in {environment}
          </span>
        </Button>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Does ${service} ${version} no longer run in ${environment}?`}
        action="End the deployment"
        busy={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate({ environment, deployment: deployment.id })}
      >
        Surety only records: ending it here stops nothing. New versions will no longer be compared with {version} here.
      </Confirm>
    </li>
  );
}
