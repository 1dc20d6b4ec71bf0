import { Braces } from "lucide-react";
import { useState } from "react";
import { OperationKey } from "../contract/operation-key.tsx";
import { Button } from "../ui/button.tsx";
import { plural } from "../ui/plural.ts";
import { ChangeCard, type Sides } from "./change-card.tsx";
import type { ChangeGroup } from "./group-changes.ts";

/** Cards are large: as many as these are drawn at first, and more when asked for. */
const STEP = 60;
const OPEN = 10;

/** Changes in their groups, with the operations that each group reaches. */
export function ChangeGroups({ groups, sides }: { groups: readonly ChangeGroup[]; sides: Sides }) {
  const [limit, setLimit] = useState(STEP);
  const total = groups.reduce((sum, { changes }) => sum + changes.length, 0);
  const starts = groups.map((_, index) => groups.slice(0, index).reduce((sum, { changes }) => sum + changes.length, 0));
  const shown = groups.flatMap((group, index) => {
    const start = starts[index] ?? 0;
    return start >= limit ? [] : [{ group, start, changes: group.changes.slice(0, limit - start) }];
  });
  return (
    <div className="space-y-8">
      {shown.map(({ group, start, changes }) => (
        <section key={`${group.type} ${group.name}`} aria-label={titleOf(group)}>
          <GroupHeader group={group} />
          <div className="space-y-3">
            {changes.map((change, index) => (
              <ChangeCard
                key={`${change.fingerprint} ${index}`}
                change={change}
                sides={sides}
                startOpen={change.level === "breaking" && start + index < OPEN}
              />
            ))}
          </div>
        </section>
      ))}
      {limit < total && (
        <div className="flex justify-center">
          <Button onClick={() => setLimit(limit + STEP)}>Show more changes ({total - limit} left)</Button>
        </div>
      )}
    </div>
  );
}

function titleOf({ type, name }: ChangeGroup): string {
  return type === "schema" ? `Schema ${name}` : type === "operation" ? name : "The whole document";
}

function GroupHeader({ group }: { group: ChangeGroup }) {
  const { type, name, changes, operations } = group;
  return (
    <div className="mb-3">
      <h2 className="flex min-w-0 flex-wrap items-center gap-x-2 text-lg font-semibold">
        {type === "schema" && <Braces aria-hidden className="size-4 shrink-0 text-muted" />}
        {type === "operation" ? <OperationKey operation={name} /> : <span className="min-w-0 break-all">{name || titleOf(group)}</span>}
        <span className="text-sm font-normal text-muted">{plural(changes.length, "change")}</span>
      </h2>
      {type === "schema" && operations.length > 0 && (
        <details className="text-sm">
          <summary className="w-fit rounded text-muted hover:text-ink">Reaches {plural(operations.length, "operation")}</summary>
          <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
            {operations.map((key) => (
              <li key={key} className="min-w-0">
                <OperationKey operation={key} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
