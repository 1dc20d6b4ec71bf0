import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { VersionDetail } from "@surety/model/versions";
import { getRouteApi } from "@tanstack/react-router";
import { Equal, GitCompareArrows } from "lucide-react";
import { useEffect } from "react";
import { trpc } from "../client/trpc.ts";
import { ChangeFilters } from "../changes/change-filters.tsx";
import { ChangeGroups } from "../changes/change-groups.tsx";
import { type ChangeFilter, filterChanges } from "../changes/filter-changes.ts";
import { groupChanges } from "../changes/group-changes.ts";
import { shortVersion } from "../services/version-label.tsx";
import { Button } from "../ui/button.tsx";
import { DownloadMenu } from "../ui/download-menu.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { BaseField, useBases } from "./base-field.tsx";
import { useVersion } from "./use-version.ts";

const route = getRouteApi("/shell/member/services/$service/versions/$version/changes");

export function ChangesTab() {
  const { query } = useVersion();
  return query.data ? <Changes version={query.data} /> : null;
}

function Changes({ version }: { version: VersionDetail }) {
  const { base: chosen } = route.useSearch();
  const bases = useBases(version);
  const base = chosen ?? bases.preferred;
  if (base === undefined) {
    return bases.loading ? (
      <Loading what="versions to compare with" height="h-24" />
    ) : (
      <Empty icon={<GitCompareArrows />} title="Nothing to compare with">
        This is the first version, and no other is deployed. Publish the next one to see what changed.
      </Empty>
    );
  }
  return <Comparison version={version} base={base} />;
}

/** Of 100 changes. */
const MOST_PAGES = 20;

function Comparison({ version, base }: { version: VersionDetail; base: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const other = useQuery(trpc.versions.get.queryOptions({ service: version.service, version: base }));
  const from = other.data?.rawDigest ?? "";
  const diff = useInfiniteQuery(
    trpc.diffs.get.infiniteQueryOptions(
      { from, to: version.rawDigest, limit: 100 },
      { getNextPageParam: (page) => page.nextCursor, enabled: other.isSuccess, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = diff;
  const pages = diff.data?.pages.length ?? 0;
  // Filters and groups are of everything: the rest of the comparison is read at once, as far as a person would.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pages < MOST_PAGES) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, pages]);
  const first = diff.data?.pages[0];
  const all = diff.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = filterChanges(all, search);
  const sides = { service: version.service, base, revision: version.name };
  const failed = other.isError ? other : diff.isError ? diff : null;
  const set = (part: Partial<ChangeFilter> & { group?: "operation" | undefined; base?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const clear = () => set({ level: undefined, kind: undefined, operation: undefined });
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <BaseField version={version} base={base} onChange={(next) => set({ base: next })} />
        {first && !first.identical && (
          <DownloadMenu
            href={`/v1/diffs?from=${from}&to=${version.rawDigest}`}
            name={`${version.service}-${shortVersion(base)}-${shortVersion(version.name)}`}
          />
        )}
      </div>
      {first && all.length > 0 && <ChangeFilters changes={all} counts={first.counts} search={search} onChange={set} />}
      {failed ? (
        <Failure error={failed.error} retry={() => void failed.refetch()} />
      ) : !first ? (
        <Loading what="the comparison" height="h-20" />
      ) : (
        <>
          {first.partial && <Incomplete reason={first.partial} />}
          {all.length === 0 ? (
            <Empty icon={<Equal />} title={first.partial ? "Nothing found so far" : "No changes"}>
              {first.identical
                ? `Both versions mean the same: ${shortVersion(base)} and ${shortVersion(version.name)} have one contract digest.`
                : first.partial
                  ? "What was compared is the same; what is missing above was not."
                  : "Nothing that a client could notice is different."}
            </Empty>
          ) : shown.length === 0 ? (
            <Empty title="No change matches these filters" actions={<Button onClick={clear}>Show all changes</Button>}>
              {hasNextPage && pages < MOST_PAGES ? "The rest of the comparison is still being read." : null}
            </Empty>
          ) : (
            <ChangeGroups
              key={JSON.stringify(search)}
              groups={groupChanges(shown, search.group === "operation" ? "operation" : "schema")}
              sides={sides}
            />
          )}
          {pages >= MOST_PAGES && <LoadMore query={diff} what="changes" />}
        </>
      )}
    </>
  );
}

/** A comparison that reached a limit: what it means, and what to do. */
function Incomplete({ reason }: { reason: string }) {
  return (
    <div role="status" className="mb-5 rounded-md border border-unknown-line bg-unknown-soft px-4 py-3">
      <p className="text-unknown">
        <strong className="font-semibold">This comparison is incomplete.</strong> {reason}
      </p>
      <p className="mt-1 text-ink">
        What is shown holds; what was left out is not known to be safe. Compare with a version in between, or make the change in smaller
        steps.
      </p>
    </div>
  );
}
