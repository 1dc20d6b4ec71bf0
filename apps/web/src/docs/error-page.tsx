import { ErrorCode, ERRORS } from "@surety/model/errors";
import { getRouteApi, Link } from "@tanstack/react-router";
import { buttonClass } from "../ui/button.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Section } from "../ui/section.tsx";
import { Empty } from "../ui/states.tsx";

const route = getRouteApi("/shell/docs/errors/$code");
const crumbs = [
  <Link key="docs" to="/docs">
    API documentation
  </Link>,
  <Link key="errors" to="/docs/errors">
    Errors
  </Link>,
];

/** What an error code means and what to do about it: the page that `type` of every problem points at. */
export function ErrorPage() {
  const parsed = ErrorCode.safeParse(route.useParams().code);
  if (!parsed.success) {
    return (
      <>
        <PageHeader title="Unknown error code" crumbs={crumbs} />
        <Empty
          title="There is no error with this code"
          actions={
            <Link to="/docs/errors" className={buttonClass()}>
              All errors
            </Link>
          }
        />
      </>
    );
  }
  const code = parsed.data;
  const { status, title, hint } = ERRORS[code];
  return (
    <>
      <PageHeader
        title={title}
        crumbs={crumbs}
        meta={
          <>
            <code className="text-ink">{code}</code>
            <span>HTTP status {status}</span>
          </>
        }
      />
      <Section title="What to do">
        <p className="max-w-prose">
          <InlineCode>{hint}</InlineCode>
        </p>
      </Section>
      <Section title="How it looks">
        <p className="mb-3 max-w-prose text-muted">
          REST answers with <code>application/problem+json</code>. <code>detail</code> says what happened in this case; quote{" "}
          <code>requestId</code> when you report it.
        </p>
        <pre
          tabIndex={0}
          aria-label="Example of the problem"
          className="overflow-auto rounded-md border border-line bg-sunken px-3 py-2.5 text-sm"
        >
          <code>{JSON.stringify({ type: `/docs/errors/${code}`, title, status, code, detail: "…", hint, requestId: "…" }, null, 2)}</code>
        </pre>
      </Section>
    </>
  );
}
