import { readFileSync } from "node:fs";
import { join } from "node:path";
import { waitUntil } from "@surety/testkit/wait-until";
import { expect, test } from "vitest";
import { ownCheckout } from "./image.ts";
import { install } from "./installation.ts";
import { checkInvariants } from "./invariants.ts";
import { Journal } from "./journal.ts";
import { furnish, Load } from "./load.ts";
import { Random } from "./random.ts";
import { findSystemPostgres, SystemPostgres } from "./system-postgres.ts";

const PATIENCE = 20;
const DUMP = "pg_dump --format=custom --exclude-schema=bullmq --file=surety.dump";
const RESTORE = "pg_restore --exit-on-error --no-owner --no-privileges --dbname";
const bin = findSystemPostgres();
if (bin === undefined) console.warn("skipped: the backup (no PostgreSQL 15 or newer with pg_dump: apt-get install postgresql)");

test("the operations page gives the commands that are rehearsed here", () => {
  const page = readFileSync(join(ownCheckout, "docs/operations.md"), "utf8");
  expect(page).toContain(`${DUMP} "$OWNER_URL"`);
  expect(page).toContain(`${RESTORE} "$OWNER_URL" surety.dump`);
});

test.skipIf(bin === undefined)(
  "what was acknowledged before a dump is there after everything was lost, and what waited is done",
  { timeout: 600_000 },
  async () => {
    const database = { current: undefined as SystemPostgres | undefined };
    const installation = await install({
      backend: "postgres",
      workers: 1,
      openDatabase: (folder) => (database.current = new SystemPostgres(bin ?? "", folder)),
    });
    const place = database.current;
    if (place === undefined) throw new Error("no database was opened");
    try {
      const [worker] = installation.workers;
      const { server, folder, url } = installation;
      const journal = new Journal();
      await furnish(installation);
      const load = new Load(installation, journal, { random: new Random(3), pauseMs: 20, mostOpen: 1_000 });
      load.start();
      await waitUntil(() => journal.acknowledged.length >= 5, { what: "publishes", deadlineMs: 120_000 });
      // What is published now waits for a worker that does not come before the dump.
      await worker?.stop("SIGKILL");
      const waiting = journal.acknowledged.length + 3;
      await waitUntil(() => journal.acknowledged.length >= waiting, { what: "publishes that wait", deadlineMs: 120_000 });

      const known = [...journal.acknowledged];
      const dump = join(folder, "surety.dump");
      const words = (command: string) => command.replace("surety.dump", dump).split(" ");
      const [dumping = "", ...dumpArgs] = words(DUMP);
      await place.run(dumping, [...dumpArgs, place.url]);
      await load.stop();
      await server.stop();
      await place.wipe();
      const [restoring = "", ...restoreArgs] = words(RESTORE);
      await place.run(restoring, [...restoreArgs, place.url, dump]);

      const open = await installation.sql`select 1 from checks where state <> 'settled'`;
      expect(open.length).toBeGreaterThan(0);
      server.start();
      worker?.start();
      await waitUntil(async () => (await fetch(`${url}/readyz`)).ok, { what: "a ready server", deadlineMs: 120_000, intervalMs: 100 });
      const restored = new Journal();
      restored.acknowledged.push(...known);
      const after = await new Load(installation, restored, { random: new Random(4), pauseMs: 20 }).publish(
        AbortSignal.timeout(120_000),
        "after",
      );
      expect(after).toBeDefined();
      await checkInvariants(installation, restored, PATIENCE);
      expect(restored.violations).toEqual([]);
    } finally {
      await installation.stop();
    }
  },
);
