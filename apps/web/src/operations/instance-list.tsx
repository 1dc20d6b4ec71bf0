import type { Instance } from "@surety/model/operations";
import { Moment } from "../ui/moment.tsx";
import { plural } from "../ui/plural.ts";
import { cardClass } from "../ui/section.tsx";

/** The processes, each with how it stands. */
export function InstanceList({ instances }: { instances: readonly Instance[] }) {
  return (
    <ul className={`${cardClass} divide-y divide-line`}>
      {instances.map((instance) => (
        <InstanceRow key={instance.id} instance={instance} />
      ))}
    </ul>
  );
}

function InstanceRow({ instance }: { instance: Instance }) {
  const { kind, host, processId, version, concurrency, running, startedAt, tickedAt } = instance;
  const { word, tone } = standing(instance);
  return (
    <li className="grid gap-x-5 gap-y-1 px-4 py-3.5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{kind === "worker" ? "Worker" : "Server"}</span>
          <span className="min-w-0 font-mono text-sm break-all">
            {host}:{processId}
          </span>
          <span className="font-mono text-sm break-all text-muted">{version}</span>
        </p>
        <p className="text-sm text-muted">
          started <Moment at={startedAt} />
          {concurrency !== null && ` · runs ${plural(running, "check")}, ${concurrency} at a time`}
          {instance.silent && (
            <>
              {" "}
              · last heard of <Moment at={tickedAt} />
            </>
          )}
        </p>
      </div>
      <p className="flex items-center gap-2 text-sm">
        <span aria-hidden className={`size-2 rounded-full ${tone}`} />
        {word}
      </p>
    </li>
  );
}

function standing({ silent, state }: Instance): { word: string; tone: string } {
  if (silent) return { word: "silent", tone: "bg-no" };
  return state === "draining" ? { word: "stopping", tone: "bg-unknown" } : { word: "ready", tone: "bg-yes" };
}
