import type { VersionDetail } from "@surety/model/versions";
import { getRouteApi } from "@tanstack/react-router";
import { SourceView } from "../contract/source-view.tsx";
import { useSource } from "../contract/use-contract.ts";
import { Failure, Loading } from "../ui/states.tsx";
import { useVersion } from "./use-version.ts";

const route = getRouteApi("/shell/member/services/$service/versions/$version/source");

/** The document exactly as it was published. */
export function SourceTab() {
  const { query } = useVersion();
  return query.data ? <Source version={query.data} /> : null;
}

function Source({ version }: { version: VersionDetail }) {
  const { line, column } = route.useSearch();
  const navigate = route.useNavigate();
  const source = useSource(version.rawDigest);
  if (source.isError && !source.data) return <Failure error={source.error} retry={() => void source.refetch()} />;
  if (!source.data) return <Loading what="the source" rows={1} height="h-96" />;
  return (
    <SourceView
      text={source.data.text}
      line={line}
      column={column}
      onChoose={(next) => void navigate({ search: { line: next }, replace: true, resetScroll: false })}
    />
  );
}
