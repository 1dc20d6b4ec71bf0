import { useMutation } from "@tanstack/react-query";
import type { Check } from "@surety/model/checks";
import type { VersionDetail } from "@surety/model/versions";
import { Link } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { detailOf } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { cardClass } from "../ui/section.tsx";
import { toast } from "../ui/toasts.tsx";
import { CheckMark, checkStatus } from "./check-mark.tsx";

const waiting: Partial<Record<ReturnType<typeof checkStatus>, string>> = {
  queued: "Waiting for a worker. If this lasts, check that a worker is running.",
  running: "A worker is on it.",
};

/** The latest check of each kind: how it stands, what it says, where to read on. */
export function CheckList({ version }: { version: VersionDetail }) {
  return (
    <ul className={`${cardClass} divide-y divide-line`}>
      {version.checks.map((check) => (
        <CheckRow key={check.id} check={check} />
      ))}
      {version.checks.length === 0 && <li className="px-5 py-4 text-muted">No check was asked for yet.</li>}
    </ul>
  );
}

function CheckRow({ check }: { check: Check }) {
  const scopes = useScopes();
  const again = useMutation(
    trpc.checks.open.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(),
      onError: (error) => toast({ tone: "no", text: detailOf(error) }),
    }),
  );
  const status = checkStatus(check);
  const params = { service: check.service, version: check.version };
  const at = check.settledAt ?? check.startedAt ?? check.createdAt;
  return (
    <li className="grid gap-x-5 gap-y-1 px-4 py-3.5 sm:grid-cols-[9rem_minmax(0,1fr)_auto] sm:items-center sm:px-5">
      <CheckMark check={check} />
      <p className="min-w-0 break-words text-muted">{check.outcome?.summary ?? waiting[status]}</p>
      <p className="flex flex-wrap items-center gap-x-4 text-sm">
        <span className="text-muted">
          <Moment at={at} />
        </span>
        {check.kind === "lint" && status !== "queued" && (
          <Link to="/services/$service/versions/$version/findings" params={params} className="rounded text-accent underline">
            Findings
          </Link>
        )}
        {check.kind === "diff" && (
          <Link to="/services/$service/versions/$version/changes" params={params} className="rounded text-accent underline">
            Changes
          </Link>
        )}
        {(status === "errored" || (check.kind === "lint" && check.state === "settled")) && scopes.has("contracts:write") && (
          <Button size="sm" busy={again.isPending} onClick={() => again.mutate({ ...params, kind: check.kind })}>
            <RotateCw aria-hidden className="size-3.5" /> Run again<span className="sr-only"> the {check.kind} check</span>
          </Button>
        )}
      </p>
    </li>
  );
}
