import type { RawObject } from "@surety/engine-spec/contract";
import type { Finding } from "@surety/model/findings";
import type { Edit } from "./edit.ts";

/** How findings of a rule are mended without a person's judgment. */
export interface RuleFix {
  /** What it does, for the person who runs it: "give each operation an operationId". */
  readonly summary: string;
  /** The mended document means something else, in a way that only obeys the specification: the contract digest changes. */
  readonly changesContract?: true;
  /** All edits for the rule's findings in one document. */
  edits(document: RawObject, findings: readonly Finding[]): Edit[];
  /** Why a finding is left to a person; undefined when that has no reason of its own. */
  leaves?(document: RawObject, finding: Finding): string | undefined;
}
