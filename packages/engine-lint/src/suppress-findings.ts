import type { Contract } from "@surety/engine-spec/contract";
import type { Finding, Severity } from "@surety/model/findings";
import type { IgnoredFinding } from "@surety/model/ignored-findings";
import type { Pointer } from "@surety/model/pointer";
import type { Claim } from "./claim.ts";
import { placeClaims } from "./place-claims.ts";
import { type Ignore, type IgnoreFault, readIgnores } from "./suppress-ignores.ts";
import { matchesRule } from "./suppress-rule-pattern.ts";

export interface SuppressedFindings {
  /** Those that count, and what is wrong with the document's ignores; in document order. */
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
}

/**
 * Takes findings out of the count where the document says so: `x-surety-ignore` on an object covers the findings there
 * and below. An entry without a reason ignores nothing and is a finding, an expired one too; one that nothing needs is a hint.
 * @param today `2027-01-31`, in UTC
 */
export function suppressFindings(contract: Contract, found: readonly Finding[], today: string): SuppressedFindings {
  const { ignores, faults } = readIgnores(contract.document);
  if (ignores.length === 0 && faults.length === 0) return { findings: found, ignored: [] };
  const byPlace = new Map<Pointer, Ignore[]>();
  for (const ignore of ignores) byPlace.set(ignore.at, [...(byPlace.get(ignore.at) ?? []), ignore]);
  const used = new Set<Ignore>();
  const findings: Finding[] = [];
  const ignored: IgnoredFinding[] = [];
  for (const finding of found) {
    const fitting = ancestors(finding.pointer).flatMap((at) =>
      (byPlace.get(at) ?? []).filter(({ rule }) => matchesRule(finding.rule, rule)),
    );
    for (const ignore of fitting) used.add(ignore);
    const live = fitting.find(({ expires }) => expires === null || expires >= today);
    if (live === undefined) findings.push(finding);
    else ignored.push({ finding, reason: live.reason, expires: live.expires, at: live.at });
  }
  const claims = [...faults.map(faultClaim), ...ignores.flatMap((ignore) => ignoreClaims(ignore, used.has(ignore), today))];
  return { findings: merge(findings, placeClaims(contract, claims)), ignored };
}

function faultClaim({ code, pointer, message }: IgnoreFault): Claim {
  const hint =
    code === "ignore-without-reason"
      ? "Say why in `reason`: those who read the contract next year will want to know."
      : 'Write `x-surety-ignore: [{rule: …, reason: "…", expires: 2027-01-31}]`.';
  return claim(code, "warning", { pointer, message, hint });
}

function ignoreClaims({ rule, pointer, expires }: Ignore, isUsed: boolean, today: string): Claim[] {
  if (!isUsed) {
    const message = `Nothing at or below this object breaks \`${rule}\`: there is nothing to ignore.`;
    return [claim("ignore-unused", "hint", { pointer, message, subject: rule, hint: "Take the entry away, or correct the rule's name." })];
  }
  if (expires === null || expires >= today) return [];
  const message = `\`${rule}\` was ignored here until ${expires}, and counts again.`;
  return [claim("ignore-expired", "info", { pointer, message, subject: rule, hint: "Fix what it finds, or give the entry another day." })];
}

function claim(code: string, severity: Severity, report: Claim["report"]): Claim {
  return { rule: `surety-document/${code}`, severity, report };
}

/** Both in document order. */
function merge(findings: readonly Finding[], more: readonly Finding[]): Finding[] {
  return [...findings, ...more].sort((a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

/** The pointer and all that it lies in, innermost first. */
function ancestors(pointer: Pointer): Pointer[] {
  const all: Pointer[] = [];
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    all.push(at);
    if (at === "") return all;
  }
}
