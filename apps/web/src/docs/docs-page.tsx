import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileJson, GitCompareArrows, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Method } from "../contract/operation-key.tsx";
import { groupByTag, listOperations, type OperationEntry } from "../contract/operations.ts";
import { Prose } from "../contract/prose.tsx";
import { listOf, member, type Raw, textOf } from "../contract/raw.ts";
import { buttonClass } from "../ui/button.tsx";
import { Command } from "../ui/copy.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { cardClass, Section } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { apiDocumentQuery } from "./api-document.ts";
import { operationSlug } from "./operation-id.ts";

/** The REST API: how to begin, and every operation. */
export function DocsPage() {
  const api = useQuery(apiDocumentQuery);
  return (
    <>
      <PageHeader
        title="API documentation"
        meta={<p>The REST API, for anything that is not the dashboard or the command line.</p>}
        actions={
          <>
            <Link to="/docs/errors" className={buttonClass()}>
              <TriangleAlert aria-hidden className="size-4" /> Errors
            </Link>
            <Link to="/docs/changes" className={buttonClass()}>
              <GitCompareArrows aria-hidden className="size-4" /> Kinds of change
            </Link>
            <a href="/openapi.json" className={buttonClass()}>
              <FileJson aria-hidden className="size-4" /> openapi.json
            </a>
          </>
        }
      />
      {api.data ? (
        <Overview document={api.data} />
      ) : api.isError ? (
        <Failure error={api.error} retry={() => void api.refetch()} />
      ) : (
        <Loading what="the documentation" rows={5} />
      )}
    </>
  );
}

function Overview({ document }: { document: Raw }) {
  const [q, setQ] = useState("");
  const search = q.trim().toLowerCase();
  const all = listOperations(document);
  const shown = search === "" ? all : all.filter(({ id, summary = "" }) => `${id} ${summary}`.toLowerCase().includes(search));
  const about = textOf(member(document, "info"), "description");
  return (
    <>
      {about && <Prose className="mb-6 max-w-prose">{about}</Prose>}
      <Section title="First call">
        <p className="mb-3 max-w-prose text-muted">
          Every call carries a token from{" "}
          <Link to="/settings/tokens" className="text-accent underline">
            Settings, Tokens
          </Link>
          . Errors are <code>application/problem+json</code> with a stable code and what to do next.
        </p>
        <Command>{`curl '${location.origin}/v1/services' \\\n  -H "Authorization: Bearer $SURETY_TOKEN"`}</Command>
      </Section>
      <Section title="Operations" aside={<SearchField label="Filter operations" value={q} onChange={setQ} />}>
        {shown.length === 0 && <Empty title="No operation matches">The filter looks at methods, paths and summaries.</Empty>}
        {groupByTag(shown).map(([tag, operations]) => (
          <section key={tag} className="mb-6">
            <h3 className="mb-2 font-semibold capitalize">{tag}</h3>
            {tagDescription(document, tag) && (
              <Prose className="mb-2 max-w-[75ch] text-sm text-muted">{tagDescription(document, tag) ?? ""}</Prose>
            )}
            <ul className={`${cardClass} divide-y divide-line`}>
              {operations.map((operation) => (
                <OperationLink key={operation.id} operation={operation} />
              ))}
            </ul>
          </section>
        ))}
      </Section>
    </>
  );
}

function OperationLink({ operation }: { operation: OperationEntry }) {
  return (
    <li>
      <Link
        to="/docs/operations/$operation"
        params={{ operation: operationSlug(operation) }}
        className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-2.5 hover:bg-sunken/60 sm:px-5 md:grid-cols-[3.5rem_minmax(0,1fr)_minmax(0,1fr)]"
      >
        <span className="font-mono">
          <Method method={operation.method} />
        </span>
        <code className="break-all">{operation.path}</code>
        <span className="text-sm break-words text-muted max-md:col-start-2">{operation.summary}</span>
      </Link>
    </li>
  );
}

function tagDescription(document: Raw, tag: string): string | undefined {
  return textOf(
    listOf(document, "tags").find((one) => textOf(one, "name") === tag),
    "description",
  );
}
