import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { Digest } from "@surety/model/ids";
import { MAX_CONTRACT_BYTES, type Dialect, type SourceProblem, type Syntax } from "@surety/model/contracts";
import type { Place, Snippet } from "@surety/model/places";
import type { Pointer } from "@surety/model/pointer";
import type { Api } from "./api.ts";
import type { Contract, RawNode, RawObject, ReadLimits, ReadResult } from "./contract.ts";
import { digestContract } from "./digest-contract.ts";
import { decodeText } from "./decode-text.ts";
import { escapedCharacters } from "./escaped-characters.ts";
import { locateInJson } from "./locate-in-json.ts";
import { locateInYaml } from "./locate-in-yaml.ts";
import { parseJson } from "./parse-json.ts";
import { parseYaml } from "./parse-yaml.ts";
import { readApi } from "./read-api.ts";
import { Reading } from "./reading.ts";
import { recognizeDialect, recognizeForeignText } from "./recognize-dialect.ts";
import { type SourceNote, UnreadableSource } from "./source-note.ts";
import { SourceText } from "./source-text.ts";
import type { YamlOutline } from "./yaml-outline.ts";

export const DEFAULT_LIMITS: ReadLimits = { maxBytes: MAX_CONTRACT_BYTES, maxDepth: 100, maxNodes: 1_000_000 };

/**
 * Reads the bytes of an OpenAPI or Swagger document. Whatever they are, the answer is a contract or problems that say
 * what is wrong and where. `like`: a contract with which this one is to be compared. The answer is the same, made
 * faster: parts that both have at the same places, with all that they refer to, are the same objects in both.
 */
export function readContract(bytes: Uint8Array, limits: Partial<ReadLimits> = {}, like: Contract | null = null): ReadResult {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  let source = new SourceText("");
  try {
    if (bytes.length > bounds.maxBytes) throw tooLarge(bytes.length, bounds.maxBytes);
    source = new SourceText(decodeText(bytes));
    return { ok: true, contract: readSource(source, bytes, bounds, like) };
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    return { ok: false, problems: [problemOf(error.note, source, true)] };
  }
}

export interface Parsed {
  readonly syntax: Syntax;
  readonly value: RawNode;
  readonly notes: readonly SourceNote[];
  readonly outline?: YamlOutline;
}

function readSource(source: SourceText, bytes: Uint8Array, limits: ReadLimits, like: Contract | null): Contract {
  const { text } = source;
  const parsed = parse(text, limits, bytes);
  const { dialect, root } = recognize(parsed, text);
  const hasIds = (dialect === "openapi-3.1" || dialect === "openapi-3.2") && /\$id|\$anchor|\$dynamicAnchor|\$self/.test(text);
  const reading = new Reading(root, dialect, hasIds);
  if (like instanceof ReadContract && like.sharable !== null && isSharable(parsed, hasIds)) reading.shareWith(like.sharable);
  const api = readApi(reading);
  return new ReadContract({ source, parsed, root, dialect, api, reading, bytes, sharable: isSharable(parsed, hasIds) ? reading : null });
}

/** In YAML one object may stand at several places (aliases), of which the first that is met names it. */
function isSharable({ syntax }: Parsed, hasIds: boolean): boolean {
  return syntax === "json" && !hasIds;
}

export function parse(text: string, limits: ReadLimits, bytes: Uint8Array): Parsed {
  const foreign = recognizeForeignText(text);
  if (foreign) throw foreign;
  if (looksLikeJson(text)) return { syntax: "json", ...parseJson(text, limits, bytes) };
  return { syntax: "yaml", ...parseYaml(text, limits, bytes) };
}

/** JSON begins with an object or a list whose first member is JSON; `{a: 1}` is YAML. */
function looksLikeJson(text: string): boolean {
  return /^\s*(?:\{\s*(?:["}]|$|\/)|\[\s*(?:["\]{[]|$|-?\d|true|false|null))/.test(text);
}

/** A refusal that names a member is moved to where that member stands. */
function recognize(parsed: Parsed, text: string): ReturnType<typeof recognizeDialect> {
  try {
    return recognizeDialect(parsed.value);
  } catch (error) {
    if (!(error instanceof UnreadableSource) || error.note.pointer === "") throw error;
    throw new UnreadableSource({ ...error.note, offset: locate(parsed, text, [error.note.pointer]).get(error.note.pointer) ?? 0 });
  }
}

export function locate(parsed: Parsed, text: string, pointers: Iterable<Pointer>): Map<Pointer, number> {
  return parsed.outline ? locateInYaml(parsed.outline, pointers) : locateInJson(text, pointers);
}

export function tooLarge(size: number, limit: number): UnreadableSource {
  const mebibytes = (count: number): string => (count / 1024 / 1024).toFixed(1).replace(/\.0$/, "");
  return new UnreadableSource({
    code: "too-large",
    pointer: "",
    offset: 0,
    message: `The document has ${mebibytes(size)} MiB; up to ${mebibytes(limit)} MiB are read.`,
    hint: "Minify it, remove large examples, or split it into several contracts.",
  });
}

export function problemOf(note: SourceNote, source: SourceText, fatal: boolean): SourceProblem {
  const { code, pointer, offset, message, hint } = note;
  return { code, fatal, pointer, ...source.lineAndColumn(offset), message, ...(hint === undefined ? {} : { hint }) };
}

interface Ingredients {
  readonly source: SourceText;
  readonly parsed: Parsed;
  readonly root: RawObject;
  readonly dialect: Dialect;
  readonly api: Api;
  readonly reading: Reading;
  readonly bytes: Uint8Array;
  readonly sharable: Reading | null;
}

class ReadContract implements Contract {
  readonly syntax: Syntax;
  readonly dialect: Dialect;
  readonly byteLength: number;
  readonly document: RawObject;
  readonly api: Api;
  readonly problems: readonly SourceProblem[];
  /** What reading a like document can take over. */
  readonly sharable: Reading | null;
  readonly #source: SourceText;
  readonly #parsed: Parsed;
  readonly #bytes: Uint8Array;
  #rawDigest: Digest | undefined;
  #contractDigest: Digest | undefined;
  #escaped: ReadonlySet<string> | undefined;

  constructor({ source, parsed, root, dialect, api, reading, bytes, sharable }: Ingredients) {
    this.#source = source;
    this.#parsed = parsed;
    this.#bytes = bytes;
    this.syntax = parsed.syntax;
    this.dialect = dialect;
    this.byteLength = bytes.length;
    this.document = root;
    this.api = api;
    this.sharable = sharable;
    this.problems = this.#listProblems(reading);
  }

  get rawDigest(): Digest {
    this.#rawDigest ??= Digest.parse(bytesToHex(sha256(this.#bytes)));
    return this.#rawDigest;
  }

  get contractDigest(): Digest {
    this.#contractDigest ??= digestContract(this.api, this.document);
    return this.#contractDigest;
  }

  mayHave(text: string): boolean {
    if (this.#source.text.includes(text)) return true;
    this.#escaped ??= escapedCharacters(this.#source.text);
    return [...this.#escaped].some((character) => character === "\n" || text.includes(character));
  }

  locate(pointers: Iterable<Pointer>): ReadonlyMap<Pointer, Place> {
    const places = new Map<Pointer, Place>();
    for (const [pointer, offset] of locate(this.#parsed, this.#source.text, pointers))
      places.set(pointer, { pointer, ...this.#source.lineAndColumn(offset) });
    return places;
  }

  snippet(line: number, column: number): Snippet {
    return this.#source.snippet(line, column);
  }

  #listProblems(reading: Reading): readonly SourceProblem[] {
    const { remarks } = reading.log;
    const offsets =
      remarks.length === 0
        ? new Map<Pointer, number>()
        : locate(
            this.#parsed,
            this.#source.text,
            remarks.map((remark) => remark.pointer),
          );
    const notes = [...this.#parsed.notes, ...remarks.map((remark) => ({ ...remark, offset: offsets.get(remark.pointer) ?? 0 }))];
    return notes
      .sort((a, b) => a.offset - b.offset || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
      .map((note) => problemOf(note, this.#source, false));
  }
}
