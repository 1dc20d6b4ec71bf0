import { useInfiniteQuery } from "@tanstack/react-query";
import type { VersionListItem } from "@surety/model/versions";
import { getRouteApi, Link } from "@tanstack/react-router";
import { GitBranch } from "lucide-react";
import { trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { plural } from "../ui/plural.ts";
import { cardClass, Section } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { CheckMark } from "../versions/check-mark.tsx";
import { VersionLabel } from "./version-label.tsx";

const route = getRouteApi("/shell/member/services/$service");

/** The versions of a service, newest first; of one branch when one is chosen. */
export function VersionList({ service }: { service: string }) {
  const { branch } = route.useSearch();
  const navigate = route.useNavigate();
  const page = { getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor };
  const all = useInfiniteQuery(trpc.versions.list.infiniteQueryOptions({ service, limit: 50 }, page));
  const chosen = useInfiniteQuery(
    trpc.versions.list.infiniteQueryOptions({ service, limit: 50, ...(branch === undefined ? {} : { branch }) }, page),
  );
  const branches = new Set(all.data?.pages.flatMap(({ items }) => items.flatMap((version) => version.branch ?? [])));
  if (branch !== undefined) branches.add(branch as never);
  const items = chosen.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      title="Versions"
      aside={
        branches.size > 0 && (
          <label className="flex items-center gap-2 text-sm text-muted">
            Branch
            <select
              className="min-h-9 max-w-48 rounded-md border border-line-strong/60 bg-surface px-2 text-ink"
              value={branch ?? ""}
              onChange={(event) => void navigate({ search: { branch: event.target.value || undefined }, replace: true })}
            >
              <option value="">all</option>
              {[...branches].map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        )
      }
    >
      {chosen.isPending ? (
        <Loading what="versions" height="h-14" />
      ) : chosen.isError && items.length === 0 ? (
        <Failure error={chosen.error} retry={() => void chosen.refetch()} />
      ) : items.length === 0 ? (
        branch === undefined ? (
          <Empty title="No version published yet">Publish the first one with the command below.</Empty>
        ) : (
          <Empty
            title={`No version on ${branch}`}
            actions={<Button onClick={() => void navigate({ search: {}, replace: true })}>Show all branches</Button>}
          />
        )
      ) : (
        <>
          <ul className={`${cardClass} divide-y divide-line`}>
            {items.map((version) => (
              <VersionRow key={version.id} version={version} />
            ))}
          </ul>
          <LoadMore query={chosen} what="versions" />
        </>
      )}
    </Section>
  );
}

function VersionRow({ version }: { version: VersionListItem }) {
  return (
    <li className="relative grid gap-x-6 gap-y-1.5 px-4 py-3.5 transition-colors hover:bg-sunken/60 md:grid-cols-[minmax(0,1fr)_15rem_13rem] md:items-center md:px-5">
      <div className="min-w-0">
        <Link
          to="/services/$service/versions/$version"
          params={{ service: version.service, version: version.name }}
          className="font-medium after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <VersionLabel name={version.name} className="max-w-full" />
        </Link>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
          {version.branch && (
            <span className="inline-flex min-w-0 items-center gap-1">
              <GitBranch aria-hidden className="size-3.5 shrink-0" />
              <span className="max-w-48 truncate" title={version.branch}>
                <span className="sr-only">branch </span>
                {version.branch}
              </span>
            </span>
          )}
          <Moment at={version.createdAt} />
          <span>{plural(version.operationCount, "operation")}</span>
        </p>
      </div>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {version.checks.map((check) => (
          <CheckMark key={check.id} check={check} />
        ))}
      </p>
      <p className="flex min-w-0 flex-wrap gap-1.5 text-xs md:justify-end">
        {version.deployedIn.map((environment) => (
          <span
            key={environment}
            className="max-w-full truncate rounded-full bg-accent-soft px-2.5 py-0.5 font-medium text-accent-strong"
            title={environment}
          >
            <span className="sr-only">deployed in </span>
            {environment}
          </span>
        ))}
      </p>
    </li>
  );
}
