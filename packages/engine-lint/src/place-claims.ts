import type { Finding, Severity } from "@surety/model/findings";
import type { Fingerprint } from "@surety/model/ids";
import type { Snippet } from "@surety/model/places";
import type { Pointer } from "@surety/model/pointer";
import type { Contract } from "@surety/engine-spec/contract";
import type { Claim } from "./claim.ts";
import { fingerprint } from "./fingerprint.ts";
import { StablePlaces } from "./stable-place.ts";

interface PlacedClaim {
  readonly claim: Claim;
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

/** Gives claims their positions (one scan of the text), fingerprints and snippets; in document order. */
export function placeClaims(contract: Contract, claims: readonly Claim[]): Finding[] {
  const places = contract.locate(new Set(claims.map((claim) => claim.report.pointer)));
  const placed = claims.map((claim, index): PlacedClaim => {
    const { line, column } = places.get(claim.report.pointer) ?? { line: 1, column: 1 };
    return { claim, index, line, column };
  });
  placed.sort((a, b) => a.line - b.line || a.column - b.column || compare(a.claim.rule, b.claim.rule) || a.index - b.index);
  const marks = new Marks(contract, placed);
  return placed.map((each, index) => new PlacedFinding(each, index, marks));
}

/** Made when the first is asked for: of thousands of findings, a terminal shows few, and no fingerprint. */
class Marks {
  readonly #contract: Contract;
  readonly #claims: readonly PlacedClaim[];
  #fingerprints: readonly Fingerprint[] | undefined;

  constructor(contract: Contract, claims: readonly PlacedClaim[]) {
    this.#contract = contract;
    this.#claims = claims;
  }

  fingerprint(index: number): Fingerprint {
    this.#fingerprints ??= this.#listFingerprints();
    return this.#fingerprints[index]!;
  }

  snippet(line: number, column: number): Snippet {
    return this.#contract.snippet(line, column);
  }

  #listFingerprints(): Fingerprint[] {
    const stable = new StablePlaces(this.#contract.document);
    const seen = new Map<string, number>();
    return this.#claims.map(({ claim: { rule, report } }) => {
      const meaning = `${rule}\n${stable.of(report.pointer)}\n${report.subject ?? ""}`;
      const ordinal = seen.get(meaning) ?? 0;
      seen.set(meaning, ordinal + 1);
      return fingerprint(meaning, ordinal);
    });
  }
}

/** Its marks are own members, as those of any finding, for those who copy it or print it. */
class PlacedFinding implements Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly pointer: Pointer;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  declare readonly hint?: string;
  declare readonly fingerprint: Fingerprint;
  declare readonly operation?: string;
  declare readonly source?: string;
  declare readonly snippet: Snippet;
  readonly #index: number;
  readonly #marks: Marks;

  constructor({ claim: { rule, severity, source, report }, line, column }: PlacedClaim, index: number, marks: Marks) {
    this.rule = rule;
    this.severity = severity;
    this.pointer = report.pointer;
    this.line = line;
    this.column = column;
    this.message = clip(report.message);
    if (report.hint !== undefined) this.hint = clip(report.hint);
    Object.defineProperty(this, "fingerprint", PlacedFinding.#fingerprint);
    if (report.operation !== undefined) this.operation = report.operation;
    if (source !== undefined) this.source = source;
    Object.defineProperty(this, "snippet", PlacedFinding.#snippet);
    this.#index = index;
    this.#marks = marks;
  }

  static readonly #fingerprint: PropertyDescriptor & ThisType<PlacedFinding> = {
    enumerable: true,
    get() {
      return this.#marks.fingerprint(this.#index);
    },
  };

  static readonly #snippet: PropertyDescriptor & ThisType<PlacedFinding> = {
    enumerable: true,
    get() {
      return this.#marks.snippet(this.line, this.column);
    },
  };
}

/** Names in a hostile document can be as long as the document. */
const MAX_TEXT = 600;

function clip(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
