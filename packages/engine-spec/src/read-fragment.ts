import type { SourceProblem } from "@surety/model/contracts";
import type { Place, Snippet } from "@surety/model/places";
import type { Pointer } from "@surety/model/pointer";
import type { RawNode, ReadLimits } from "./contract.ts";
import { decodeText } from "./decode-text.ts";
import { DEFAULT_LIMITS, locate, parse, problemOf, tooLarge } from "./read-contract.ts";
import { UnreadableSource } from "./source-note.ts";
import { SourceText } from "./source-text.ts";

/** A file that a contract refers to: any JSON or YAML value, and where its parts stand. */
export interface Fragment {
  readonly value: RawNode;
  readonly lineCount: number;
  /** As a contract's. */
  locate(pointers: Iterable<Pointer>): ReadonlyMap<Pointer, Place>;
  snippet(line: number, column: number): Snippet;
}

export type FragmentResult =
  | { readonly ok: true; readonly fragment: Fragment }
  | { readonly ok: false; readonly problems: readonly [SourceProblem, ...SourceProblem[]] };

/** Reads JSON or YAML with the same care as a contract, whatever it holds. */
export function readFragment(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): FragmentResult {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  let source = new SourceText("");
  try {
    if (bytes.length > bounds.maxBytes) throw tooLarge(bytes.length, bounds.maxBytes);
    source = new SourceText(decodeText(bytes));
    const parsed = parse(source.text, bounds, bytes);
    return {
      ok: true,
      fragment: {
        value: parsed.value,
        lineCount: source.lineStarts.length,
        locate: (pointers) =>
          new Map(
            [...locate(parsed, source.text, pointers)].map(([pointer, offset]) => [pointer, { pointer, ...source.lineAndColumn(offset) }]),
          ),
        snippet: (line, column) => source.snippet(line, column),
      },
    };
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    return { ok: false, problems: [problemOf(error.note, source, true)] };
  }
}
