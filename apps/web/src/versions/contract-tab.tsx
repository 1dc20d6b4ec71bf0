import type { VersionDetail } from "@surety/model/versions";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ChevronRight, FileWarning, SearchX } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef } from "react";
import { Method } from "../contract/operation-key.tsx";
import { groupByTag, listOperations, type OperationEntry } from "../contract/operations.ts";
import { OperationView } from "../contract/operation-view.tsx";
import type { Raw } from "../contract/raw.ts";
import { useContractDocument } from "../contract/use-contract.ts";
import { detailOf, isUnreachable, problemOf } from "../client/problem.ts";
import { buttonClass } from "../ui/button.tsx";
import { plural } from "../ui/plural.ts";
import { SearchField } from "../ui/search-field.tsx";
import { cardClass } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { useVersion } from "./use-version.ts";

const route = getRouteApi("/shell/member/services/$service/versions/$version/contract");

/** The contract for reading: operations by tag, each with what it takes and answers. */
export function ContractTab() {
  const { query } = useVersion();
  return query.data ? <Contract version={query.data} /> : null;
}

function Contract({ version }: { version: VersionDetail }) {
  const { document, error, retry } = useContractDocument(version.rawDigest, version.syntax);
  if (document) return <Operations document={document} />;
  if (error === null) return <Loading what="the contract" rows={5} height="h-12" />;
  if (problemOf(error) || isUnreachable(error)) return <Failure error={error} retry={retry} />;
  return (
    <Empty
      icon={<FileWarning />}
      title="This contract cannot be laid out"
      actions={
        <Link
          to="/services/$service/versions/$version/source"
          params={{ service: version.service, version: version.name }}
          className={buttonClass("primary")}
        >
          Read its source
        </Link>
      }
    >
      {detailOf(error)}
    </Empty>
  );
}

function Operations({ document }: { document: Raw }) {
  const { operation: opened, q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const search = useDeferredValue(q.trim().toLowerCase());
  const all = useMemo(() => listOperations(document), [document]);
  const shown = search === "" ? all : all.filter(({ id, summary = "" }) => `${id} ${summary}`.toLowerCase().includes(search));
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted" role="status">
          {search === "" ? plural(all.length, "operation") : `${shown.length} of ${plural(all.length, "operation")}`}
        </p>
        <SearchField
          label="Filter operations"
          value={q}
          onChange={(next) => void navigate({ search: (before) => ({ ...before, q: next || undefined }), replace: true })}
        />
      </div>
      {shown.length === 0 && (
        <Empty icon={<SearchX />} title={all.length === 0 ? "This contract has no operations" : "No operation matches"}>
          {all.length === 0 ? "It has nothing under paths." : "The filter looks at methods, paths and summaries."}
        </Empty>
      )}
      {groupByTag(shown).map(([tag, operations]) => (
        <section key={tag} className="mb-7">
          <h2 className="mb-2 text-lg font-semibold break-words">{tag}</h2>
          <ul className={`${cardClass} divide-y divide-line`}>
            {operations.map((operation) => (
              <OperationItem key={operation.id} document={document} operation={operation} isOpen={operation.id === opened} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function OperationItem({ document, operation, isOpen }: { document: Raw; operation: OperationEntry; isOpen: boolean }) {
  const navigate = route.useNavigate();
  const item = useRef<HTMLLIElement>(null);
  const arrived = useRef(isOpen);
  useEffect(() => {
    if (arrived.current) item.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <li ref={item} className="scroll-mt-20 [content-visibility:auto] [contain-intrinsic-size:auto_3rem]">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() =>
            void navigate({
              search: (before) => ({ ...before, operation: isOpen ? undefined : operation.id }),
              replace: true,
              resetScroll: false,
            })
          }
          className="flex w-full items-baseline gap-x-3 px-4 py-3 text-left hover:bg-sunken/60 sm:px-5"
        >
          <ChevronRight
            aria-hidden
            className={`size-4 shrink-0 self-center text-muted transition-transform ${isOpen ? "rotate-90" : ""}`}
          />
          <span className="w-14 shrink-0 font-mono">
            <Method method={operation.method} />
          </span>
          <span className="min-w-0 flex-1">
            <code className={`break-all ${operation.deprecated ? "line-through" : ""}`}>{operation.path}</code>
            {operation.deprecated && <span className="ml-2 text-xs font-semibold text-unknown">deprecated</span>}
            {operation.summary && <span className="block text-sm break-words text-muted">{operation.summary}</span>}
          </span>
        </button>
      </h3>
      {isOpen && (
        <div className="border-t border-line bg-canvas/50 px-4 py-5 sm:px-8">
          <OperationView document={document} operation={operation} />
        </div>
      )}
    </li>
  );
}
