import { AUDIT_ACTIONS } from "@surety/model/audit-entries";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { cardClass } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { AuditRetention } from "./audit-retention.tsx";
import { AuditRow } from "./audit-row.tsx";

const route = getRouteApi("/shell/member/settings/audit");
const KINDS = [...new Set(AUDIT_ACTIONS.map((action) => action.split(".", 1)[0] ?? action))];

/** Who has changed what, the newest first. */
export function AuditPage() {
  const isAdmin = useScopes().has("admin");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [choosing, setChoosing] = useState(false);
  const show = (change: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const entries = useInfiniteQuery(
    trpc.auditEntries.list.infiniteQueryOptions(
      { limit: 50, ...search, since: momentOf(search.since), until: momentOf(search.until) },
      { getNextPageParam: (page) => page.nextCursor, enabled: isAdmin },
    ),
  );
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      <PageHeader
        title="Audit log"
        meta={<p>Who has changed what, from where, and how it was before. Nobody can change an entry.</p>}
        actions={isAdmin && <Button onClick={() => setChoosing(true)}>Retention</Button>}
      />
      {!isAdmin ? (
        <Empty icon={<ScrollText />} title="Only administrators read the audit log">
          Ask an owner or an administrator of your organization.
        </Empty>
      ) : (
        <>
          <search className="mb-5 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto_auto_auto]">
            <SelectField label="What" value={search.action ?? ""} onChange={(event) => show({ action: event.target.value || undefined })}>
              <option value="">Everything</option>
              {KINDS.map((kind) => (
                <optgroup key={kind} label={kind}>
                  <option value={kind}>{kind}: everything</option>
                  {AUDIT_ACTIONS.filter((action) => action.startsWith(`${kind}.`)).map((action) => (
                    <option key={action} value={action}>
                      {action}
                    </option>
                  ))}
                </optgroup>
              ))}
            </SelectField>
            <TextField
              key={search.resource ?? ""}
              label="Resource"
              placeholder="orders, orders@1.2.0 or an id"
              defaultValue={search.resource ?? ""}
              onBlur={(event) => show({ resource: event.target.value.trim() || undefined })}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.currentTarget.blur();
              }}
            />
            <TextField
              label="From"
              type="date"
              value={search.since ?? ""}
              onChange={(event) => show({ since: event.target.value || undefined })}
            />
            <TextField
              label="Before"
              type="date"
              value={search.until ?? ""}
              onChange={(event) => show({ until: event.target.value || undefined })}
            />
            <Button
              disabled={!isFiltered}
              onClick={() => show({ action: undefined, actor: undefined, resource: undefined, since: undefined, until: undefined })}
            >
              Clear
            </Button>
          </search>
          {search.actor !== undefined && <p className="mb-4 text-sm text-muted">Only what {items[0]?.actor.name ?? search.actor} did.</p>}
          {entries.isPending ? (
            <Loading what="audit entries" height="h-16" />
          ) : entries.isError && items.length === 0 ? (
            <Failure error={entries.error} retry={() => void entries.refetch()} />
          ) : items.length === 0 ? (
            <Empty icon={<ScrollText />} title={isFiltered ? "Nothing like that was done" : "Nothing was changed yet"} />
          ) : (
            <>
              <ul className={`${cardClass} divide-y divide-line`}>
                {items.map((entry) => (
                  <AuditRow
                    key={entry.id}
                    entry={entry}
                    onActor={() => show({ actor: entry.actor.id })}
                    onResource={() => show({ resource: entry.resource })}
                  />
                ))}
              </ul>
              <LoadMore query={entries} what="entries" />
            </>
          )}
        </>
      )}
      {choosing && <AuditRetention onClose={() => setChoosing(false)} />}
    </>
  );
}

/** The beginning of a day where the reader is. */
function momentOf(day: string | undefined): string | undefined {
  const date = day === undefined ? undefined : new Date(`${day}T00:00:00`);
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
