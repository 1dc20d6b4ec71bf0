import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Method } from "../contract/operation-key.tsx";
import { listOperations, type OperationEntry } from "../contract/operations.ts";
import { OperationView } from "../contract/operation-view.tsx";
import type { Raw } from "../contract/raw.ts";
import { curlFor } from "../contract/sample.ts";
import { buttonClass } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { apiDocumentQuery } from "./api-document.ts";
import { operationSlug } from "./operation-id.ts";

const route = getRouteApi("/shell/docs/operations/$operation");
const crumbs = [
  <Link key="docs" to="/docs">
    API documentation
  </Link>,
];

/** One operation of the REST API, with a call to copy. */
export function OperationPage() {
  const { operation: slug } = route.useParams();
  const api = useQuery(apiDocumentQuery);
  const operation = api.data && listOperations(api.data).find((one) => operationSlug(one) === slug);
  if (api.data && operation) return <Operation document={api.data} operation={operation} />;
  return (
    <>
      <PageHeader title={slug} crumbs={crumbs} />
      {api.isError ? (
        <Failure error={api.error} retry={() => void api.refetch()} />
      ) : api.data ? (
        <Empty
          title={`There is no operation ${slug}`}
          actions={
            <Link to="/docs" className={buttonClass()}>
              All operations
            </Link>
          }
        />
      ) : (
        <Loading what="the documentation" />
      )}
    </>
  );
}

function Operation({ document, operation }: { document: Raw; operation: OperationEntry }) {
  const curl = curlFor(document, operation, location.origin);
  return (
    <>
      <PageHeader
        title={operation.summary ?? operation.id}
        crumbs={crumbs}
        meta={
          <p className="flex min-w-0 items-baseline gap-2 font-mono text-ink">
            <Method method={operation.method} />
            <span className="min-w-0 break-all">{operation.path}</span>
          </p>
        }
      />
      <div className="grid gap-x-10 gap-y-7 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 max-xl:order-2">
          <OperationView document={document} operation={operation} />
        </div>
        <aside aria-label="Example" className="min-w-0 xl:sticky xl:top-9 xl:self-start">
          <div className="rounded-lg border border-line bg-sunken">
            <div className="flex items-center justify-between border-b border-line py-1 pr-1 pl-3.5 text-sm text-muted">
              Example
              <CopyButton text={curl} what="the example" />
            </div>
            <pre tabIndex={0} aria-label="Example call" className="overflow-x-auto px-3.5 py-3 text-sm leading-relaxed">
              <code>{curl}</code>
            </pre>
          </div>
        </aside>
      </div>
    </>
  );
}
