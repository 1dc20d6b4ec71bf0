import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { PageHeader } from "../ui/page-header.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { cardClass } from "../ui/section.tsx";
import { Empty } from "../ui/states.tsx";
import { kindPages } from "./kind-pages.ts";

/** Every kind of change that a comparison can report. */
export function ChangeKindsPage() {
  const [q, setQ] = useState("");
  const search = q.trim().toLowerCase();
  const shown = kindPages.filter(({ kind, summary }) => `${kind} ${summary}`.toLowerCase().includes(search));
  return (
    <>
      <PageHeader
        title="Kinds of change"
        crumbs={[
          <Link key="docs" to="/docs">
            API documentation
          </Link>,
        ]}
        meta={
          <p className="max-w-prose">
            What a comparison of two contracts reports. Whether a change is breaking, risky or safe is decided for each one, by what senders
            may send and readers accept.
          </p>
        }
        actions={<SearchField label="Filter kinds" value={q} onChange={setQ} />}
      />
      {shown.length === 0 ? (
        <Empty title="No kind matches">The filter looks at names and summaries.</Empty>
      ) : (
        <ul className={`${cardClass} divide-y divide-line`}>
          {shown.map(({ kind, summary }) => (
            <li key={kind}>
              <Link
                to="/docs/changes/$kind"
                params={{ kind }}
                className="grid gap-x-3 px-4 py-2.5 hover:bg-sunken/60 sm:px-5 md:grid-cols-2 md:items-baseline"
              >
                <code className="break-all">{kind}</code>
                <span className="text-sm text-muted">{summary}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
