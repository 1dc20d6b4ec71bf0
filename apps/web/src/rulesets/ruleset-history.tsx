import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Ruleset } from "@surety/model/rulesets";
import { useState } from "react";
import { trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { plural } from "../ui/plural.ts";
import { cardClass, Section } from "../ui/section.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { lineDiff } from "./line-diff.ts";

/** Every version with what it changed in the one before it. */
export function RulesetHistory({ name, latest }: { name: string; latest: Ruleset }) {
  const versions = useInfiniteQuery(
    trpc.rulesets.listVersions.infiniteQueryOptions({ ruleset: name, limit: 20 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const items = versions.data?.pages.flatMap((page) => page.items) ?? [];
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Section title="History">
      {versions.isPending ? (
        <Loading what="versions" rows={2} height="h-12" />
      ) : versions.isError && items.length === 0 ? (
        <Failure error={versions.error} retry={() => void versions.refetch()} />
      ) : (
        <>
          <ol className={`${cardClass} divide-y divide-line`}>
            {items.map(({ version, author, createdAt, ruleCount }) => (
              <li key={version}>
                <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2.5 sm:px-5">
                  <p>
                    <span className="font-medium">version {version}</span>{" "}
                    <span className="text-sm text-muted">
                      {plural(ruleCount, "rule")}, by {author}, <Moment at={createdAt} />
                    </span>
                  </p>
                  <Button
                    size="sm"
                    look="quiet"
                    aria-expanded={shown === version}
                    onClick={() => setShown(shown === version ? null : version)}
                  >
                    {version === 1 ? "Show" : "What changed"}
                    <span className="sr-only"> in version {version}</span>
                  </Button>
                </div>
                {shown === version && <VersionDiff name={name} version={version} latest={latest} />}
              </li>
            ))}
          </ol>
          <LoadMore query={versions} what="versions" />
        </>
      )}
    </Section>
  );
}

const marks = { same: " ", added: "+", removed: "−" } as const;
const looks = { same: "text-muted", added: "bg-yes-soft text-yes", removed: "bg-no-soft text-no" } as const;

function VersionDiff({ name, version, latest }: { name: string; version: number; latest: Ruleset }) {
  const isLatest = version === latest.version;
  const own = useQuery({ ...trpc.rulesets.get.queryOptions({ ruleset: name, version }), enabled: !isLatest });
  const before = useQuery({ ...trpc.rulesets.get.queryOptions({ ruleset: name, version: version - 1 }), enabled: version > 1 });
  const after = isLatest ? latest : own.data;
  const failed = own.error ?? before.error;
  if (failed) return <Failure error={failed} />;
  if (after === undefined || (version > 1 && before.data === undefined)) return <Loading what="the texts" rows={1} height="h-16" />;
  const lines =
    before.data === undefined
      ? after.source.split("\n").map((text) => ({ kind: "same" as const, text }))
      : lineDiff(before.data.source, after.source);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      className="max-h-96 overflow-auto border-t border-line bg-sunken py-2"
      tabIndex={0}
      role="region"
      aria-label={`Changes in version ${version}`}
    >
      <pre className="w-max min-w-full font-mono text-sm leading-6">
        {lines.map(({ kind, text }, index) => (
          <div key={index} className={`px-4 ${looks[kind]}`}>
            <span aria-hidden>{marks[kind]} </span>
            {kind !== "same" && <span className="sr-only">{kind}: </span>}
            {text}
          </div>
        ))}
      </pre>
    </div>
  );
}
