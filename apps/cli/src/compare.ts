import { applyDiffSettings, type AppliedSettings } from "@surety/model/apply-diff-settings";
import type { Contract } from "@surety/engine-spec/contract";
import { diffContracts } from "@surety/engine-diff/diff-contracts";
import { changesInFiles } from "./bundled-contract.ts";
import type { FoundSettings } from "./diff-settings.ts";
import type { Weighing } from "./output/reports.ts";

type FiledChange = ReturnType<typeof changesInFiles>[number];

/** What changed, as the settings weigh it. */
export interface Comparison extends Pick<AppliedSettings<FiledChange>, "counts"> {
  readonly changes: FiledChange[];
  readonly identical: boolean;
  readonly partial: string | null;
  readonly weighing: Weighing;
}

/** Compares two contracts today, and weighs what is found by the settings. */
export function compare(base: Contract, revision: Contract, { settings, source }: FoundSettings): Comparison {
  const today = new Date().toISOString().slice(0, 10);
  const { strictReaders, deprecationDays } = settings;
  const { changes: found, identical, partial } = diffContracts(base, revision, { today, strictReaders, deprecationDays });
  const applied = applyDiffSettings(changesInFiles(base, revision, found), settings, { today, source });
  return {
    changes: [...applied.changes],
    counts: applied.counts,
    identical,
    partial,
    weighing: {
      ignored: applied.ignored.map(({ change, ignore: { reason, expires = null, by = null } }) => ({ change, reason, expires, by })),
      expired: [...applied.expired],
      stale: [...applied.stale],
      off: applied.off,
    },
  };
}
