import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { LintPreview as Preview, RulesetProblem } from "@surety/model/rulesets";
import { useEffect, useState } from "react";
import { client, trpc } from "../client/trpc.ts";
import { SelectField } from "../ui/field.tsx";
import { plural } from "../ui/plural.ts";
import { cardClass } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { PreviewFindings } from "./preview-findings.tsx";
import { PreviewRules } from "./preview-rules.tsx";

const PAUSE_MS = 600;

interface LintPreviewProps {
  source: string;
  /** Null before it is stored: then the rules that judge the service now are compared with. */
  name: string | null;
  onProblems: (problems: readonly RulesetProblem[]) => void;
}

/** What the ruleset would find in a contract of the reader's choice, as soon as they stop writing. */
export function LintPreview({ source, name, onProblems }: LintPreviewProps) {
  const services = useQuery(trpc.services.list.queryOptions({ limit: 100 }));
  const published = (services.data?.items ?? []).filter(({ latest }) => latest !== null);
  const [chosenService, setService] = useState<string | undefined>();
  const service = chosenService ?? published[0]?.name;
  const versions = useQuery({ ...trpc.versions.list.queryOptions({ service: service ?? "", limit: 50 }), enabled: service !== undefined });
  const [chosenVersion, setVersion] = useState<string | undefined>();
  const version = chosenVersion ?? published.find((each) => each.name === service)?.latest?.name;
  const settled = useSettled(source);
  const input = { service: service ?? "", version: version ?? "", source: settled, ...(name === null ? {} : { ruleset: name }) };
  const preview = useQuery({
    queryKey: ["lint-preview", input],
    queryFn: ({ signal }) => client.lintPreviews.create.mutate(input, { signal }),
    enabled: service !== undefined && version !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const problems = preview.data?.problems;
  useEffect(() => onProblems(problems ?? []), [problems, onProblems]);
  return (
    <section className="min-w-0" aria-label="Preview">
      <div className="mb-4 grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Preview with the service"
          value={service ?? ""}
          disabled={published.length === 0}
          onChange={(event) => {
            setService(event.target.value);
            setVersion(undefined);
          }}
        >
          {published.map((each) => (
            <option key={each.name} value={each.name}>
              {each.name}
            </option>
          ))}
        </SelectField>
        <SelectField label="Version" value={version ?? ""} disabled={!version} onChange={(event) => setVersion(event.target.value)}>
          {(versions.data?.items ?? []).map((each) => (
            <option key={each.name} value={each.name}>
              {each.name}
            </option>
          ))}
          {version !== undefined && !versions.data?.items.some((each) => each.name === version) && (
            <option value={version}>{version}</option>
          )}
        </SelectField>
      </div>
      {services.isError ? (
        <Failure error={services.error} retry={() => void services.refetch()} />
      ) : services.data !== undefined && published.length === 0 ? (
        <Empty title="No contract to try it on">Publish a version of a service; the preview then shows what these rules find in it.</Empty>
      ) : preview.isError ? (
        <Failure error={preview.error} retry={() => void preview.refetch()} />
      ) : preview.data === undefined || service === undefined || version === undefined ? (
        <Loading what="the preview" rows={2} height="h-24" />
      ) : (
        <div className={preview.isPlaceholderData || settled !== source ? "opacity-60" : ""} aria-busy={preview.isFetching}>
          <Result preview={preview.data} service={service} version={version} />
        </div>
      )}
    </section>
  );
}

function Result({ preview: { result }, service, version }: { preview: Preview; service: string; version: string }) {
  if (result === null)
    return <Empty title="This cannot be read yet">The first fault is marked in the text; the preview comes back with it.</Empty>;
  const { before, after } = result.score;
  const appeared = result.rules.reduce((sum, rule) => sum + rule.appeared, 0);
  const gone = result.rules.reduce((sum, rule) => sum + rule.gone, 0);
  const total = result.rules.reduce((sum, rule) => sum + rule.findings, 0);
  return (
    <>
      <div className={`${cardClass} flex flex-wrap items-baseline gap-x-6 gap-y-1 px-4 py-3 sm:px-5`} role="status">
        <p className="font-semibold">
          {plural(total, "finding")}: {appeared} new, {gone} gone
        </p>
        <p className="text-muted">
          Score {Math.floor(before.value)} → <strong className="text-ink">{Math.floor(after.value)}</strong>
        </p>
        <p className="basis-full text-sm text-muted">Compared with {result.comparedWith}. Nothing of this is stored.</p>
      </div>
      {result.ruleErrors.length > 0 && (
        <div className="mt-4 rounded-md border border-no-line bg-no-soft px-4 py-3 text-sm">
          <p className="font-medium text-no">Rules that failed on this contract</p>
          <ul className="mt-1">
            {result.ruleErrors.map(({ rule, message }) => (
              <li key={rule} className="break-words">
                <code>{rule}</code>: {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <PreviewRules rules={result.rules} />
      <PreviewFindings result={result} total={total} service={service} version={version} />
    </>
  );
}

/** The text as it is once nothing has been typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
