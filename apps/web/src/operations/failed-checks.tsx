import type { Check } from "@surety/model/checks";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, RotateCw } from "lucide-react";
import { detailOf } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { cardClass } from "../ui/section.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";
import { checkNames } from "../versions/check-mark.tsx";
import { REFRESH_MS } from "./refresh.ts";

/** Checks that have errored, each with what happened and a button that opens it again. */
export function FailedChecks() {
  const failed = useInfiniteQuery(
    trpc.operations.listFailedChecks.infiniteQueryOptions(
      { limit: 20 },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: REFRESH_MS },
    ),
  );
  const items = failed.data?.pages.flatMap((page) => page.items) ?? [];
  if (failed.isPending) return <Loading what="failed checks" rows={1} />;
  if (failed.isError && items.length === 0) return <Failure error={failed.error} retry={() => void failed.refetch()} />;
  if (items.length === 0)
    return (
      <p className={`${cardClass} flex items-center gap-2.5 px-4 py-3.5 text-muted`}>
        <CircleCheck aria-hidden className="size-4 shrink-0 text-yes" /> Every check could be run.
      </p>
    );
  return (
    <>
      <ul className={`${cardClass} divide-y divide-line`}>
        {items.map((check) => (
          <FailedCheck key={check.id} check={check} />
        ))}
      </ul>
      <LoadMore query={failed} what="failed checks" />
    </>
  );
}

function FailedCheck({ check }: { check: Check }) {
  const { service, version, kind, attempt, outcome, settledAt } = check;
  const again = useMutation(
    trpc.checks.open.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries();
        toast({ tone: "yes", text: `The ${kind} check of ${service} ${version} waits for a worker.` });
      },
      onError: (error) => toast({ tone: "no", text: detailOf(error) }),
    }),
  );
  return (
    <li className="grid gap-x-5 gap-y-1.5 px-4 py-3.5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Link
            to="/services/$service/versions/$version"
            params={{ service, version }}
            className="min-w-0 rounded font-medium break-words hover:underline"
          >
            {service} {version}
          </Link>
          <span className="text-sm text-muted">
            {checkNames[kind]} · attempt {attempt} of 3{settledAt !== null && " · "}
            {settledAt !== null && <Moment at={settledAt} />}
          </span>
        </p>
        <p className="break-words text-muted">{outcome?.summary}</p>
      </div>
      <Button size="sm" className="justify-self-start" busy={again.isPending} onClick={() => again.mutate({ service, version, kind })}>
        <RotateCw aria-hidden className="size-3.5" /> Run again
        <span className="sr-only">
          the {kind} check of {service} {version}
        </span>
      </Button>
    </li>
  );
}
