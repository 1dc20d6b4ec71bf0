import { useMutation } from "@tanstack/react-query";
import type { TrustedPublisher } from "@surety/model/trusted-publishers";
import { useState } from "react";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Moment } from "../ui/moment.tsx";
import { toast } from "../ui/toasts.tsx";

const names = { github: "GitHub Actions", gitlab: "GitLab CI" } as const;

export function PublisherRow({ publisher }: { publisher: TrustedPublisher }) {
  const { id, provider, repository, ref, environment, workflow, scopes, services, lastUsedAt } = publisher;
  const [asking, setAsking] = useState(false);
  const end = useMutation(
    trpc.trustedPublishers.delete.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        toast({ tone: "yes", text: `${repository} is not trusted by this rule any more.` });
        await queryClient.invalidateQueries({ queryKey: trpc.trustedPublishers.list.pathKey() });
      },
    }),
  );
  const wants = [
    ref === null ? "any ref" : ref,
    ...(environment === null ? [] : [`environment ${environment}`]),
    ...(workflow === null ? [] : [workflow]),
  ];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-3.5 sm:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="max-w-full truncate font-medium" title={repository}>
            {repository}
          </span>
          <span className="text-sm text-muted">{names[provider]}</span>
        </p>
        <p className="mt-1 text-sm break-words text-muted">{wants.join(", ")}</p>
        <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
          <span className="flex flex-wrap gap-1.5">
            {scopes.map((scope) => (
              <span key={scope} className="rounded bg-sunken px-1.5 font-mono text-xs leading-5 text-ink">
                {scope}
              </span>
            ))}
          </span>
          <span>{services === null ? "all services" : services.join(", ")}</span>
          <span>
            {lastUsedAt === null ? (
              "never used"
            ) : (
              <>
                last used <Moment at={lastUsedAt} />
              </>
            )}
          </span>
        </p>
      </div>
      <Button size="sm" onClick={() => setAsking(true)}>
        End<span className="sr-only"> the trust in {repository}</span>
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`End the trust in ${repository}?`}
        action="End"
        busy={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate({ publisher: id })}
      >
        Its runs get no tokens by this rule any more, and those that they have stop working within seconds.
      </Confirm>
    </li>
  );
}
