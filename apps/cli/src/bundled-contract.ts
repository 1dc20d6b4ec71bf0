import type { Change } from "@surety/model/changes";
import type { Finding } from "@surety/model/findings";
import type { Place, Snippet } from "@surety/model/places";
import type { Pointer } from "@surety/model/pointer";
import type { Contract } from "@surety/engine-spec/contract";
import type { Bundle, BundlePart } from "./bundle-references.ts";
import type { DiffReport, LintReport } from "./output/reports.ts";

type FiledFinding = LintReport["findings"][number];
type FiledChange = DiffReport["changes"][number];

/** A part of a bundle whose lines are numbered on from those before it. */
interface NumberedPart extends BundlePart {
  readonly before: number;
}

/**
 * A bundled contract that places everything in the files that it came from. While engines work, the lines of the parts
 * are numbered on after the document's own, so that a line says which file it is of; `inFiles` translates back.
 */
export class BundledContract implements Contract {
  /** The bundle as it is published. */
  readonly bytes: Uint8Array;
  readonly #document: Contract;
  readonly #bundle: Contract;
  readonly #parts: readonly NumberedPart[];

  constructor(document: Contract, bundle: Contract, { bytes, parts }: Bundle) {
    this.#document = document;
    this.#bundle = bundle;
    this.bytes = bytes;
    let before = LINES_OF_A_DOCUMENT;
    this.#parts = parts.map((part) => {
      const numbered = { ...part, before };
      before += part.fragment.lineCount;
      return numbered;
    });
  }

  /** The other files, from the document's folder, and where each stands in the bundle. */
  get places(): readonly Pick<BundlePart, "name" | "pointer">[] {
    return this.#parts;
  }

  /** The other files, from the document's folder. */
  get partNames(): string[] {
    return this.#parts.map(({ name }) => name);
  }

  get rawDigest(): Contract["rawDigest"] {
    return this.#bundle.rawDigest;
  }
  get contractDigest(): Contract["contractDigest"] {
    return this.#bundle.contractDigest;
  }
  get syntax(): Contract["syntax"] {
    return this.#bundle.syntax;
  }
  get dialect(): Contract["dialect"] {
    return this.#bundle.dialect;
  }
  get byteLength(): number {
    return this.#bundle.byteLength;
  }
  get document(): Contract["document"] {
    return this.#bundle.document;
  }
  get api(): Contract["api"] {
    return this.#bundle.api;
  }

  get problems(): Contract["problems"] {
    const known = new Set(this.#bundle.problems.map(({ code, pointer }) => `${code}\n${pointer}`));
    const places = this.locate(this.#bundle.problems.map(({ pointer }) => pointer));
    return [
      ...this.#document.problems.filter(({ code, pointer }) => code !== "external-ref" && !known.has(`${code}\n${pointer}`)),
      ...this.#bundle.problems.map((problem) => ({ ...problem, ...places.get(problem.pointer) })),
    ];
  }

  mayHave(text: string): boolean {
    return this.#bundle.mayHave(text);
  }

  locate(pointers: Iterable<Pointer>): ReadonlyMap<Pointer, Place> {
    const own: Pointer[] = [];
    const ofParts = new Map<NumberedPart, Pointer[]>();
    for (const pointer of pointers) {
      const part = this.#parts.find((candidate) => pointer === candidate.pointer || pointer.startsWith(`${candidate.pointer}/`));
      if (part) ofParts.set(part, [...(ofParts.get(part) ?? []), pointer.slice(part.pointer.length)]);
      else own.push(pointer);
    }
    const found = new Map(this.#document.locate(own));
    for (const [{ pointer: start, before, fragment }, inside] of ofParts) {
      for (const [pointer, { line, column }] of fragment.locate(inside))
        found.set(start + pointer, { pointer: start + pointer, line: line + before, column });
    }
    return found;
  }

  snippet(line: number, column: number): Snippet {
    const part = this.#partOf(line);
    if (!part) return this.#document.snippet(line, column);
    const { firstLine, marked, lines } = part.fragment.snippet(line - part.before, column);
    return { firstLine: firstLine + part.before, marked: marked + part.before, lines };
  }

  /** A finding placed in its file; its message names the file when it is not the document itself. */
  findingInFile(finding: Finding): FiledFinding {
    const part = this.#partOf(finding.line);
    return part ? { ...finding, ...inFile(finding, part), file: part.name, message: `${finding.message} (in ${part.name})` } : finding;
  }

  /** One side of a change placed in its file, and the file's name when it is not the document itself. */
  placeInFile(place: Change["base"]): FiledChange["base"] {
    const part = place && this.#partOf(place.line);
    return part ? { ...inFile(place, part), file: part.name } : place;
  }

  #partOf(line: number): NumberedPart | undefined {
    return line <= LINES_OF_A_DOCUMENT ? undefined : this.#parts.findLast(({ before }) => line > before);
  }
}

/** More than ten megabytes can have. */
const LINES_OF_A_DOCUMENT = 20_000_000;

function inFile<Placed extends { readonly line: number; readonly snippet?: Snippet | undefined }>(
  placed: Placed,
  { before }: NumberedPart,
): Placed {
  const { snippet } = placed;
  const moved = snippet && { ...snippet, firstLine: snippet.firstLine - before, marked: snippet.marked - before };
  return { ...placed, line: placed.line - before, ...(moved ? { snippet: moved } : {}) };
}

/** Findings of a contract, placed in its files. */
export function findingsInFiles(contract: Contract, findings: readonly Finding[]): FiledFinding[] {
  return contract instanceof BundledContract ? findings.map((finding) => contract.findingInFile(finding)) : [...findings];
}

/** Changes between two contracts, placed in their files. */
export function changesInFiles(base: Contract, revision: Contract, changes: readonly Change[]): FiledChange[] {
  if (!(base instanceof BundledContract || revision instanceof BundledContract)) return [...changes];
  return changes.map((change) => {
    const sides: Pick<FiledChange, "base" | "revision"> = {
      base: base instanceof BundledContract ? base.placeInFile(change.base) : change.base,
      revision: revision instanceof BundledContract ? revision.placeInFile(change.revision) : change.revision,
    };
    const files = [...new Set([sides.base, sides.revision].flatMap((side) => side?.file ?? []))];
    const message = files.length === 0 ? change.message : `${change.message} (in ${files.join(", ")})`;
    return { ...change, ...sides, message };
  });
}
