import { useInfiniteQuery } from "@tanstack/react-query";
import type { VersionFinding } from "@surety/model/checks";
import type { Severity } from "@surety/model/findings";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CircleCheck, X } from "lucide-react";
import type { ReactNode } from "react";
import { trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { shortVersion } from "../services/version-label.tsx";
import { DownloadMenu } from "../ui/download-menu.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { plural } from "../ui/plural.ts";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { badgeClass, FindingGroup } from "./finding-group.tsx";
import { ScoreCard } from "./score-card.tsx";
import { useVersion } from "./use-version.ts";

const route = getRouteApi("/shell/member/services/$service/versions/$version/findings");

export function FindingsTab() {
  const { service, name: version, query } = useVersion();
  const { severity, rule, show, ignored } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = {
    ...(severity === undefined ? {} : { severity }),
    ...(rule === undefined ? {} : { rule }),
    ...(ignored === undefined ? {} : { state: "all" as const }),
    onlyNew: show === "new",
  };
  const findings = useInfiniteQuery(
    trpc.versions.listFindings.infiniteQueryOptions(
      { service, version, limit: 100, ...filter },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
    ),
  );
  const items = findings.data?.pages.flatMap((page) => page.items) ?? [];
  const judged = findings.data?.pages[0];
  const lint = query.data?.checks.find((check) => check.kind === "lint");
  const counts = show === "new" ? lint?.newFindings : lint?.findings;
  const filtered = severity !== undefined || rule !== undefined || show !== undefined || ignored !== undefined;
  return (
    <>
      {judged?.score && <ScoreCard score={judged.score} ruleset={judged.ruleset} service={service} version={version} />}
      {judged !== undefined && judged.ruleErrors.length > 0 && <RuleErrors errors={judged.ruleErrors} />}
      {judged?.settled && judged.baseline !== null && <Baseline baseline={judged.baseline} service={service} version={version} />}
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <Choice
          label="Severity"
          value={severity ?? "all"}
          onChange={(next) =>
            void navigate({ search: (before) => ({ ...before, severity: next === "all" ? undefined : next }), replace: true })
          }
          options={[
            { value: "all", label: "All" },
            ...severities.map((value) => ({
              value,
              label: (
                <>
                  {severityWords[value]}
                  {counts && <span className="ml-1.5 text-xs text-muted">{counts[value]}</span>}
                </>
              ),
            })),
          ]}
        />
        <Toggle
          checked={show === "new"}
          onChange={(on) => void navigate({ search: (before) => ({ ...before, show: on ? ("new" as const) : undefined }), replace: true })}
        >
          Only what is new since the first version
        </Toggle>
        {judged !== undefined && (judged.ignored > 0 || ignored !== undefined) && (
          <Toggle
            checked={ignored !== undefined}
            onChange={(on) =>
              void navigate({ search: (before) => ({ ...before, ignored: on ? ("shown" as const) : undefined }), replace: true })
            }
          >
            Also what the document ignores <span className="text-muted">({judged.ignored})</span>
          </Toggle>
        )}
        {lint?.state === "settled" && (
          <span className="ml-auto">
            <DownloadMenu
              href={`/v1/services/${encodeURIComponent(service)}/versions/${encodeURIComponent(version)}/findings${ignored === undefined ? "" : "?state=all"}`}
              name={`${service}-${shortVersion(version)}-findings`}
            />
          </span>
        )}
        {rule !== undefined && (
          <Button size="sm" onClick={() => void navigate({ search: (before) => ({ ...before, rule: undefined }), replace: true })}>
            <span className="max-w-56 truncate font-mono">{rule}</span> <X aria-hidden className="size-3.5" />
            <span className="sr-only">Show all rules</span>
          </Button>
        )}
      </div>
      {lint && lint.state !== "settled" && (
        <p role="status" className="mb-4 text-muted">
          The lint check is {lint.state}; findings appear here when it is done.
        </p>
      )}
      {findings.isPending ? (
        <Loading what="findings" height="h-28" />
      ) : findings.isError && items.length === 0 ? (
        <Failure error={findings.error} retry={() => void findings.refetch()} />
      ) : items.length === 0 ? (
        lint?.state === "settled" &&
        (filtered ? (
          <Empty
            title="No finding matches this filter"
            actions={<Button onClick={() => void navigate({ search: {}, replace: true })}>Show all findings</Button>}
          />
        ) : (
          <Empty icon={<CircleCheck />} title="No findings">
            Every rule is content with this contract.
          </Empty>
        ))
      ) : (
        <div className={findings.isPlaceholderData ? "opacity-60" : ""}>
          {groupByRule(items).map(([name, group]) => (
            <FindingGroup key={name} rule={name} findings={group} service={service} version={version} />
          ))}
          <LoadMore query={findings} what="findings" />
        </div>
      )}
    </>
  );
}

function Toggle({ checked, onChange, children }: { checked: boolean; onChange: (on: boolean) => void; children: ReactNode }) {
  return (
    <label className="flex min-h-9 items-center gap-2 text-sm">
      <input type="checkbox" className="size-4 accent-accent" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}

/** What is new, and what follows from it. */
function Baseline({ baseline, service, version }: { baseline: string; service: string; version: string }) {
  if (baseline === version)
    return (
      <p className="mb-4 max-w-prose text-muted">
        This is the first version of {service}: what is found here is its baseline. Later versions fail only by errors that are new.
      </p>
    );
  return (
    <p className="mb-4 max-w-prose text-muted">
      The baseline is{" "}
      <Link
        to="/services/$service/versions/$version/findings"
        params={{ service, version: baseline }}
        className="rounded text-accent underline"
      >
        {shortVersion(baseline)}
      </Link>
      , the first version of {service}: what it did not have is <span className={badgeClass}>new</span>. Only new errors fail the check.
    </p>
  );
}

/** A rule that could not run has found nothing: that is said before what the others found. */
function RuleErrors({ errors }: { errors: readonly { rule: string; message: string }[] }) {
  return (
    <section className="mb-5 rounded-md border border-unknown-line bg-unknown-soft px-4 py-3" aria-label="Rules that could not run">
      <p className="font-medium text-unknown">{plural(errors.length, "rule")} could not run</p>
      <ul className="mt-1 text-sm">
        {errors.map(({ rule, message }) => (
          <li key={rule} className="break-words">
            <code>{rule}</code>: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}

const severities: readonly Severity[] = ["error", "warning", "info", "hint"];
const severityWords: Record<Severity, string> = { error: "Errors", warning: "Warnings", info: "Infos", hint: "Hints" };

/** Rules by the worst severity among their findings, then by name. */
function groupByRule(findings: readonly VersionFinding[]): [rule: string, findings: VersionFinding[]][] {
  const groups = new Map<string, VersionFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  const worst = (group: readonly VersionFinding[]) => Math.min(...group.map(({ severity }) => severities.indexOf(severity)));
  return [...groups].sort(([a, first], [b, second]) => worst(first) - worst(second) || a.localeCompare(b));
}
