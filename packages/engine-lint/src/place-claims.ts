import type { Finding } from "@surety/model/findings";
import type { Contract } from "@surety/engine-spec/contract";
import type { Claim } from "./claim.ts";
import { fingerprint } from "./fingerprint.ts";
import { StablePlaces } from "./stable-place.ts";

/** Gives claims their positions (one scan of the text), fingerprints and snippets; in document order. */
export function placeClaims(contract: Contract, claims: readonly Claim[]): Finding[] {
  const places = contract.locate(new Set(claims.map((claim) => claim.report.pointer)));
  const located = claims.map((claim, index) => {
    const { line, column } = places.get(claim.report.pointer) ?? { line: 1, column: 1 };
    return { claim, index, line, column };
  });
  located.sort((a, b) => a.line - b.line || a.column - b.column || compare(a.claim.rule, b.claim.rule) || a.index - b.index);

  const stable = new StablePlaces(contract.document);
  const seen = new Map<string, number>();
  return located.map(({ claim: { rule, severity, source, report }, line, column }) => {
    const meaning = `${rule}\n${stable.of(report.pointer)}\n${report.subject ?? ""}`;
    const ordinal = seen.get(meaning) ?? 0;
    seen.set(meaning, ordinal + 1);
    return {
      rule,
      severity,
      pointer: report.pointer,
      line,
      column,
      message: clip(report.message),
      ...(report.hint === undefined ? {} : { hint: clip(report.hint) }),
      fingerprint: fingerprint(meaning, ordinal),
      ...(report.operation === undefined ? {} : { operation: report.operation }),
      ...(source === undefined ? {} : { source }),
      snippet: contract.snippet(line, column),
    };
  });
}

/** Names in a hostile document can be as long as the document. */
const MAX_TEXT = 600;

function clip(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
