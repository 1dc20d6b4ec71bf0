import { ERRORS } from "@surety/model/errors";
import { Link } from "@tanstack/react-router";
import { PageHeader } from "../ui/page-header.tsx";
import { cardClass } from "../ui/section.tsx";

/** Every error code that the API, the dashboard and the command line can show. */
export function ErrorsPage() {
  return (
    <>
      <PageHeader
        title="Errors"
        crumbs={[
          <Link key="docs" to="/docs">
            API documentation
          </Link>,
        ]}
        meta={
          <p className="max-w-prose">
            Every failure is an RFC 9457 problem with one of these codes. A code never changes its meaning; <code>detail</code> says what
            happened, <code>hint</code> what to do.
          </p>
        }
      />
      <ul className={`${cardClass} divide-y divide-line`}>
        {Object.entries(ERRORS).map(([code, error]) => (
          <li key={code}>
            <Link
              to="/docs/errors/$code"
              params={{ code }}
              className="grid grid-cols-[3rem_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-2.5 hover:bg-sunken/60 sm:px-5 md:grid-cols-[3rem_minmax(0,1fr)_minmax(0,1fr)]"
            >
              <span className="font-mono text-muted">{error.status}</span>
              <code className="break-all">{code}</code>
              <span className="text-sm text-muted max-md:col-start-2">{error.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
