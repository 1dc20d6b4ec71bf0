import type { Contract } from "@surety/engine-spec/contract";
import type { Finding, Severity } from "@surety/model/findings";
import type { FindingIgnore, IgnoredFinding } from "@surety/model/ignored-findings";
import type { Pointer } from "@surety/model/pointer";
import type { Claim } from "./claim.ts";
import { placeClaims } from "./place-claims.ts";
import { IGNORE, type Ignore, type IgnoreFault, readIgnores } from "./suppress-ignores.ts";
import { matchesRule } from "./suppress-rule-pattern.ts";

/** A finding with the days on which it counts. */
export interface DatedFinding {
  readonly finding: Finding;
  /** What the document says of it; null for what it does not ignore. */
  readonly ignore: FindingIgnore | null;
  /** The last day on which it does not count, {@link FOREVER} when it never does; null: it counts. */
  readonly through: string | null;
}

/** After every day. */
export const FOREVER = "9999-12-31";
/** So many days on which something begins to count are told apart. */
const MOST_DAYS = 50;

export interface SuppressedFindings {
  /** Those that count, and what is wrong with the document's ignores; in document order. */
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
}

/**
 * Takes findings out of the count where the document says so, on one day: {@link dateFindings} says how.
 * @param today `2027-01-31`, in UTC
 */
export function suppressFindings(contract: Contract, found: readonly Finding[], today: string): SuppressedFindings {
  const findings: Finding[] = [];
  const ignored: IgnoredFinding[] = [];
  for (const { finding, ignore, through } of dateFindings(contract, found, today)) {
    if (through === null) findings.push(finding);
    else if (ignore !== null) ignored.push({ finding, ...ignore });
  }
  return { findings, ignored };
}

/**
 * Says from when on each finding counts: `x-surety-ignore` on an object covers the findings there and below, by the entry
 * that holds longest. An entry without a reason ignores nothing and is a finding, an expired one too; one that nothing needs
 * is a hint. In document order.
 * @param today nothing is said of the days before it; after the 50 next days on which something begins to count, the last of them holds
 */
export function dateFindings(contract: Contract, found: readonly Finding[], today: string): readonly DatedFinding[] {
  if (!contract.mayHave(IGNORE)) return found.map(counted);
  const { ignores, faults } = readIgnores(contract.document);
  if (ignores.length === 0 && faults.length === 0) return found.map(counted);
  const byPlace = new Map<Pointer, Ignore[]>();
  for (const ignore of ignores) byPlace.set(ignore.at, [...(byPlace.get(ignore.at) ?? []), ignore]);
  const used = new Set<Ignore>();
  const dated = found.map((finding): DatedFinding => {
    const fitting = ancestors(finding.pointer).flatMap((at) =>
      (byPlace.get(at) ?? []).filter(({ rule }) => matchesRule(finding.rule, rule)),
    );
    for (const ignore of fitting) used.add(ignore);
    const longest = fitting.reduce<Ignore | null>((one, other) => (one !== null && lastDay(one) >= lastDay(other) ? one : other), null);
    if (longest === null || lastDay(longest) < today) return counted(finding);
    const { reason, expires, at } = longest;
    return { finding, ignore: { reason, expires, at }, through: lastDay(longest) };
  });
  const claims = [...faults.map(faultClaim), ...ignores.flatMap((ignore) => ignoreClaim(ignore, used.has(ignore)))];
  const lastDays = new Map(ignores.map(({ pointer, expires }) => [pointer, expires]));
  const notes = placeClaims(contract, claims).map((finding): DatedFinding => {
    const through = finding.rule === EXPIRED ? (lastDays.get(finding.pointer) ?? null) : null;
    return { finding, ignore: null, through: through !== null && through < today ? null : through };
  });
  return atMostDays(merge([...dated, ...notes]));
}

function counted(finding: Finding): DatedFinding {
  return { finding, ignore: null, through: null };
}

function lastDay({ expires }: Ignore): string {
  return expires ?? FOREVER;
}

function atMostDays(dated: readonly DatedFinding[]): readonly DatedFinding[] {
  const days = [...new Set(dated.flatMap(({ through }) => (through === null || through === FOREVER ? [] : [through])))].sort();
  const last = days[MOST_DAYS - 1];
  if (last === undefined) return dated;
  return dated.map((each) =>
    each.through !== null && each.through !== FOREVER && each.through > last ? { ...each, through: last } : each,
  );
}

function faultClaim({ code, pointer, message }: IgnoreFault): Claim {
  const hint =
    code === "ignore-without-reason"
      ? "Say why in `reason`: those who read the contract next year will want to know."
      : 'Write `x-surety-ignore: [{rule: …, reason: "…", expires: 2027-01-31}]`.';
  return claim(code, "warning", { pointer, message, hint });
}

const EXPIRED = "surety-document/ignore-expired";

/** `ignore-expired` is said of every entry with a day: it counts when that day has passed. */
function ignoreClaim({ rule, pointer, expires }: Ignore, isUsed: boolean): Claim[] {
  if (!isUsed) {
    const message = `Nothing at or below this object breaks \`${rule}\`: there is nothing to ignore.`;
    return [claim("ignore-unused", "hint", { pointer, message, subject: rule, hint: "Take the entry away, or correct the rule's name." })];
  }
  if (expires === null) return [];
  const message = `\`${rule}\` was ignored here until ${expires}, and counts again.`;
  return [claim("ignore-expired", "info", { pointer, message, subject: rule, hint: "Fix what it finds, or give the entry another day." })];
}

function claim(code: string, severity: Severity, report: Claim["report"]): Claim {
  return { rule: `surety-document/${code}`, severity, report };
}

/** In document order. */
function merge(dated: readonly DatedFinding[]): DatedFinding[] {
  return [...dated].sort(
    ({ finding: a }, { finding: b }) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

/** The pointer and all that it lies in, innermost first. */
function ancestors(pointer: Pointer): Pointer[] {
  const all: Pointer[] = [];
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    all.push(at);
    if (at === "") return all;
  }
}
