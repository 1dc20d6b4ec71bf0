import type { AuditEntry } from "@surety/model/audit-entries";
import { Moment } from "../ui/moment.tsx";
import { changedFields } from "./changed-fields.ts";

const ACTORS: Readonly<Record<AuditEntry["actor"]["type"], string>> = {
  member: "member",
  token: "token",
  publisher: "CI run",
  system: "Surety itself",
};

/** One change: who, what, to what, when; opened, what it was before and from where it came. */
export function AuditRow({ entry, onActor, onResource }: { entry: AuditEntry; onActor: () => void; onResource: () => void }) {
  const { actor, action, resource, createdAt, address, userAgent, requestId } = entry;
  const fields = changedFields(entry);
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <code className="font-medium">{action}</code>
        <button type="button" onClick={onResource} className="max-w-full rounded text-left break-all text-accent underline">
          {resource}
          <span className="sr-only">: only what was done to it</span>
        </button>
      </div>
      <p className="mt-0.5 flex flex-wrap gap-x-2 text-sm text-muted">
        <span>
          <button type="button" onClick={onActor} className="rounded text-ink underline">
            {actor.name}
            <span className="sr-only">: only what they did</span>
          </button>{" "}
          ({ACTORS[actor.type]})
        </span>
        <Moment at={createdAt} />
        {address !== null && <span>from {address}</span>}
      </p>
      <details className="mt-1">
        <summary className="w-fit cursor-pointer rounded text-sm text-muted hover:text-ink">
          {fields.length === 0 ? "Request" : fields.length === 1 ? "1 field changed" : `${fields.length} fields changed`}
        </summary>
        {fields.length > 0 && (
          <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label={`What ${action} changed`}>
            <table className="w-full min-w-md text-left text-sm">
              <thead className="text-muted">
                <tr>
                  <th scope="col" className="py-1 pr-4 font-medium">
                    Field
                  </th>
                  <th scope="col" className="py-1 pr-4 font-medium">
                    Before
                  </th>
                  <th scope="col" className="py-1 font-medium">
                    After
                  </th>
                </tr>
              </thead>
              <tbody>
                {fields.map((field) => (
                  <tr key={field.name} className="border-t border-line align-top">
                    <th scope="row" className="py-1 pr-4 font-normal">
                      {field.name}
                    </th>
                    <Value text={field.before} />
                    <Value text={field.after} />
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-sm [&>dd]:break-all [&>dt]:text-muted">
          <dt>Time</dt>
          <dd>{createdAt}</dd>
          <dt>Actor</dt>
          <dd>{actor.id}</dd>
          {userAgent !== null && (
            <>
              <dt>Program</dt>
              <dd>{userAgent}</dd>
            </>
          )}
          {requestId !== null && (
            <>
              <dt>Request</dt>
              <dd>{requestId}</dd>
            </>
          )}
        </dl>
      </details>
    </li>
  );
}

function Value({ text }: { text: string | null }) {
  return (
    <td className="py-1 pr-4">
      {text === null ? <span className="text-muted">nothing</span> : <code className="break-all whitespace-pre-wrap">{text}</code>}
    </td>
  );
}
