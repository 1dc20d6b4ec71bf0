import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { VersionDetail } from "@surety/model/versions";
import { getRouteApi } from "@tanstack/react-router";
import { Equal, GitCompareArrows } from "lucide-react";
import { trpc } from "../client/trpc.ts";
import { ChangeCard } from "../changes/change-card.tsx";
import { levelLooks } from "../changes/change-level.tsx";
import { shortVersion } from "../services/version-label.tsx";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
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

const levels = ["breaking", "risky", "safe"] as const;

function Comparison({ version, base }: { version: VersionDetail; base: string }) {
  const { level } = route.useSearch();
  const navigate = route.useNavigate();
  const other = useQuery(trpc.versions.get.queryOptions({ service: version.service, version: base }));
  const diff = useInfiniteQuery(
    trpc.diffs.get.infiniteQueryOptions(
      { from: other.data?.rawDigest ?? "", to: version.rawDigest, limit: 50, ...(level === undefined ? {} : { level }) },
      {
        getNextPageParam: (page) => page.nextCursor,
        enabled: other.isSuccess,
        staleTime: Number.POSITIVE_INFINITY,
        placeholderData: (before) => before,
      },
    ),
  );
  const first = diff.data?.pages[0];
  const changes = diff.data?.pages.flatMap((page) => page.items) ?? [];
  const sides = { service: version.service, base, revision: version.name };
  const failed = other.isError ? other : diff.isError ? diff : null;
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <BaseField
          version={version}
          base={base}
          onChange={(next) => void navigate({ search: (before) => ({ ...before, base: next }), replace: true })}
        />
        {first && !first.identical && (
          <Choice
            label="Level"
            value={level ?? "all"}
            onChange={(next) =>
              void navigate({ search: (before) => ({ ...before, level: next === "all" ? undefined : next }), replace: true })
            }
            options={[
              { value: "all", label: "All" },
              ...levels.map((value) => ({
                value,
                label: (
                  <>
                    {levelLooks[value].word}
                    <span
                      className={`ml-1.5 text-xs ${first.counts[value] > 0 ? `font-semibold ${levelLooks[value].text}` : "text-muted"}`}
                    >
                      {first.counts[value]}
                    </span>
                  </>
                ),
              })),
            ]}
          />
        )}
      </div>
      {failed ? (
        <Failure error={failed.error} retry={() => void failed.refetch()} />
      ) : !first ? (
        <Loading what="the comparison" height="h-20" />
      ) : (
        <>
          {first.partial && (
            <p role="status" className="mb-4 rounded-md border border-unknown-line bg-unknown-soft px-4 py-2.5 text-unknown">
              <strong className="font-semibold">This comparison is incomplete.</strong> {first.partial}
            </p>
          )}
          {first.identical || (changes.length === 0 && level === undefined) ? (
            <Empty icon={<Equal />} title="No changes">
              {first.identical
                ? `Both versions mean the same: ${shortVersion(base)} and ${shortVersion(version.name)} have one contract digest.`
                : "Nothing that a client could notice is different."}
            </Empty>
          ) : changes.length === 0 ? (
            <Empty
              title={`No ${level} change`}
              actions={
                <Button onClick={() => void navigate({ search: (before) => ({ ...before, level: undefined }), replace: true })}>
                  Show all changes
                </Button>
              }
            />
          ) : (
            <div className={`space-y-3 ${diff.isPlaceholderData ? "opacity-60" : ""}`}>
              {changes.map((change, index) => (
                <ChangeCard
                  key={`${base} ${change.fingerprint} ${index}`}
                  change={change}
                  sides={sides}
                  startOpen={change.level === "breaking" && index < 10}
                />
              ))}
              <LoadMore query={diff} what="changes" />
            </div>
          )}
        </>
      )}
    </>
  );
}
