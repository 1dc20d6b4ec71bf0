import type { Installation } from "@surety/model/operations";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { QuotaBar } from "../quotas/quota-bar.tsx";
import { Moment } from "../ui/moment.tsx";
import { plural } from "../ui/plural.ts";
import { cardClass, Section } from "../ui/section.tsx";
import { InstanceList } from "./instance-list.tsx";
import { sayDuration } from "./say-duration.ts";
import { WorkTable } from "./work-table.tsx";

const number = new Intl.NumberFormat("en");

/** All organizations together, and what they run on: for the organization that operates it. */
export function InstallationView({ installation }: { installation: Installation }) {
  const { queues, waitingChecks, outbox, instances, mixed, database, schedules } = installation;
  const hasWorker = instances.some(({ kind, silent }) => kind === "worker" && !silent);
  return (
    <>
      <Section title="Servers and workers">
        {!hasWorker && <Warning>No worker is running: checks wait until one does.</Warning>}
        {mixed && (
          <Warning>Processes of different builds are running. During an upgrade that is fine; otherwise replace the older ones.</Warning>
        )}
        <InstanceList instances={instances} />
      </Section>
      <Section title="All organizations">
        <WorkTable queues={queues} of="all organizations" />
        <div className={`${cardClass} mt-3 px-4 py-3.5`}>
          <QuotaBar label="Checks waiting, before new ones are refused" quota={waitingChecks} show={number.format} />
        </div>
      </Section>
      <Section title="Database and schedules">
        <dl className={`${cardClass} grid gap-x-8 gap-y-4 px-4 py-4 sm:grid-cols-2 lg:grid-cols-3`}>
          <Fact name="PostgreSQL">{database.version}</Fact>
          <Fact name="Size">{sayMegabytes(database.sizeBytes)}</Fact>
          <Fact name="Connections">
            {number.format(database.connections.used)} of {number.format(database.connections.limit)}
          </Fact>
          <Fact name="Migrations">
            {plural(database.migrations.applied, "migration")}
            {database.migrations.latestAt !== null && (
              <>
                , the last written <Moment at={database.migrations.latestAt} />
              </>
            )}
          </Fact>
          <Fact name="Oldest open transaction">
            {database.oldestTransactionSeconds < 1 ? "none above a second" : sayDuration(database.oldestTransactionSeconds)}
          </Fact>
          <Fact name="Outbox">
            {outbox.rows === 0 ? "empty" : `${plural(outbox.rows, "job")}, the oldest for ${sayDuration(outbox.oldestSeconds)}`}
          </Fact>
          {schedules.map(({ name, nextRunAt, finishedAt, error }) => (
            <Fact key={name} name={`Schedule: ${name}`}>
              {finishedAt === null ? (
                "not run yet"
              ) : (
                <>
                  ran <Moment at={finishedAt} />
                </>
              )}
              , next <Moment at={nextRunAt} />
              {error !== null && <span className="block text-no">{error}</span>}
            </Fact>
          ))}
        </dl>
      </Section>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="break-words tabular-nums">{children}</dd>
    </div>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="mb-3 flex gap-2.5 rounded-lg border border-line bg-unknown-soft px-4 py-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-unknown" /> <span className="min-w-0">{children}</span>
    </p>
  );
}

function sayMegabytes(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1000 ? `${number.format(Math.round(megabytes))} MB` : `${number.format(Number((megabytes / 1000).toFixed(1)))} GB`;
}
