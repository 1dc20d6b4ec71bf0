import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { PageHeader } from "../ui/page-header.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { cardClass } from "../ui/section.tsx";
import { Empty } from "../ui/states.tsx";

export interface ReferenceEntry {
  readonly name: string;
  readonly summary: string;
  /** What is shown before the name. */
  readonly mark?: ReactNode;
}

interface ReferenceListProps<Entry extends ReferenceEntry> {
  title: string;
  /** What one of them is called, for the filter. */
  noun: { readonly one: string; readonly many: string };
  about: ReactNode;
  entries: readonly Entry[];
  /** Where an entry leads; gets the looks of its row and what is in it. */
  link: (entry: Entry, row: { readonly className: string; readonly children: ReactNode }) => ReactNode;
}

const rowClass =
  "grid items-baseline gap-x-3 px-4 py-2.5 hover:bg-sunken/60 sm:px-5 has-[[data-mark]]:grid-cols-[3rem_minmax(0,1fr)] md:grid-cols-2 md:has-[[data-mark]]:grid-cols-[3rem_minmax(0,1fr)_minmax(0,1fr)]";

/** Everything of one kind that the documentation explains, with a filter. */
export function ReferenceList<Entry extends ReferenceEntry>({ title, noun, about, entries, link }: ReferenceListProps<Entry>) {
  const [q, setQ] = useState("");
  const search = q.trim().toLowerCase();
  const shown = entries.filter(({ name, summary }) => `${name} ${summary}`.toLowerCase().includes(search));
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[
          <Link key="docs" to="/docs">
            API documentation
          </Link>,
        ]}
        meta={<p className="max-w-prose">{about}</p>}
        actions={<SearchField label={`Filter ${noun.many}`} value={q} onChange={setQ} />}
      />
      {shown.length === 0 ? (
        <Empty title={`No ${noun.one} matches`}>The filter looks at names and summaries.</Empty>
      ) : (
        <ul className={`${cardClass} divide-y divide-line`}>
          {shown.map((entry) => (
            <li key={entry.name}>{link(entry, { className: rowClass, children: <Row entry={entry} /> })}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Row({ entry: { name, summary, mark } }: { entry: ReferenceEntry }) {
  return (
    <>
      {mark !== undefined && (
        <span data-mark className="font-mono text-muted">
          {mark}
        </span>
      )}
      <code className="break-all">{name}</code>
      <span className={`text-sm text-muted ${mark === undefined ? "" : "max-md:col-start-2"}`}>{summary}</span>
    </>
  );
}
