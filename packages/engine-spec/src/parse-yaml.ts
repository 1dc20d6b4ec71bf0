import { type Event, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent, YAMLException } from "js-yaml";
import { joinPointer, type Pointer } from "@surety/model/pointer";
import type { RawNode, RawObject } from "./contract.ts";
import { readYamlScalar } from "./read-yaml-scalar.ts";
import { type SourceNote, UnreadableSource } from "./source-note.ts";
import { YamlOutline } from "./yaml-outline.ts";

interface YamlLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
}

interface Anchor {
  value: RawNode;
  /** Nodes that it stands for, its own aliases expanded; undefined while it is still open. */
  size: number | undefined;
  /** Levels that it nests. */
  height: number;
  readonly node: number;
}

interface Frame {
  readonly list: RawNode[] | undefined;
  readonly map: RawObject | undefined;
  readonly node: number;
  readonly anchor: Anchor | undefined;
  key: string | undefined;
  keyIsMerge: boolean;
  readonly merges: RawObject[];
  size: number;
  height: number;
}

const MAX_NOTES = 1000;
const CORE_TAG = /^(?:!!|!<tag:yaml\.org,2002:)(str|int|float|bool|null|map|seq|timestamp)>?$/;

/**
 * Parses one YAML 1.2 document (core schema, merge keys merged) into null-prototype data. An alias gives the
 * same object again, and counts with its whole size against `maxNodes`. Throws {@link UnreadableSource}.
 * @param bytes the text in UTF-8
 */
export function parseYaml(
  text: string,
  limits: YamlLimits,
  bytes: Uint8Array = new TextEncoder().encode(text),
): { readonly value: RawNode; readonly notes: readonly SourceNote[]; readonly outline: YamlOutline } {
  refuseTooManyTokens(bytes, limits.maxNodes);
  const events = readEvents(text, limits.maxDepth);
  const builder = new YamlBuilder(text, events, limits);
  return { value: builder.build(), notes: builder.notes, outline: builder.outline };
}

/** Bounds the memory that parsing takes: these characters bound the events, and honest documents have far fewer. */
function refuseTooManyTokens(bytes: Uint8Array, maxNodes: number): void {
  let tokens = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at];
    if (code === 44 || code === 58 || code === 91 || code === 123 || code === 10) tokens += 1;
  }
  if (tokens > 2 * maxNodes)
    throw new UnreadableSource({
      code: "too-many-nodes",
      pointer: "",
      offset: 0,
      message: `The document has more than ${maxNodes} values.`,
      hint: "Split it into several contracts.",
    });
}

function readEvents(text: string, maxDepth: number): Event[] {
  try {
    return parseEvents(text, { maxDepth });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const offset = error.mark?.position ?? 0;
    if (error.reason.startsWith("nesting exceeded")) {
      throw new UnreadableSource({
        code: "too-deep",
        pointer: "",
        offset,
        message: `The document nests more than ${maxDepth} levels deep.`,
        hint: "Move inner schemas to components and refer to them with $ref.",
      });
    }
    throw new UnreadableSource({
      code: "yaml-syntax",
      pointer: "",
      offset,
      message: `This is not well-formed YAML: ${error.reason}.`,
      ...hintAboutSyntax(text, offset, error.reason),
    });
  }
}

function hintAboutSyntax(text: string, offset: number, reason: string): { hint?: string } {
  if (/tab character/.test(reason)) return { hint: "Indent with spaces." };
  if (/indentation|mapping entry|mapping key|multiline key/.test(reason))
    return { hint: "Check the indentation of this line and of the line before, and quote text that contains `: ` or ` #`." };
  if (/unexpected end|end of the stream within/.test(reason) || offset >= text.trimEnd().length)
    return { hint: "It looks cut off, or a quote or bracket is not closed: send the whole file." };
  return {};
}

class YamlBuilder {
  readonly notes: SourceNote[] = [];
  readonly outline: YamlOutline;
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #limits: YamlLimits;
  readonly #anchors = new Map<string, Anchor>();
  readonly #frames: Frame[] = [];
  #nodes = 0;
  #root: RawNode = null;
  #mergeNoted = false;

  constructor(text: string, events: readonly Event[], limits: YamlLimits) {
    this.#text = text;
    this.#events = events;
    this.#limits = limits;
    this.outline = new YamlOutline(events.length);
  }

  build(): RawNode {
    let documents = 0;
    for (const event of this.#events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          documents += 1;
          break;
        case EVENT_ID.SCALAR:
          if (documents > 1) this.#refuseSecondDocument(event);
          else this.#addScalar(event);
          break;
        case EVENT_ID.SEQUENCE:
        case EVENT_ID.MAPPING:
          if (documents > 1)
            this.#fail("several-documents", event.start, "A second YAML document begins here.", "Send one contract at a time.");
          this.#open(event.type === EVENT_ID.MAPPING, event);
          break;
        case EVENT_ID.ALIAS:
          this.#addAlias(event.anchorStart, event.anchorEnd);
          break;
        case EVENT_ID.POP:
          if (this.#frames.length > 0) this.#close();
      }
    }
    return this.#root;
  }

  #refuseSecondDocument(event: ScalarEvent): void {
    if (event.valueStart !== -1)
      this.#fail("several-documents", event.valueStart, "A second YAML document begins here.", "Send one contract at a time.");
  }

  #addScalar(event: ScalarEvent): void {
    const offset = offsetOf(event);
    const source = event.valueStart === -1 ? "" : getScalarValue(this.#text, event);
    const plain = event.style === SCALAR_STYLE.PLAIN;
    const frame = this.#frames.at(-1);
    const node = this.outline.add("scalar", offset);
    if (frame?.map && frame.key === undefined) {
      this.#setKey(frame, source, plain && source === "<<" && event.tagStart === -1, offset);
      this.outline.name(node, source);
      if (event.anchorStart !== -1)
        this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), { value: source, size: 1, height: 0, node });
      return;
    }
    const tag = event.tagStart === -1 ? undefined : this.#coreTag(event.tagStart, event.tagEnd);
    const { value, problem } = readYamlScalar(source, plain, tag);
    if (problem) this.#note(problem.code, offset, problem.message, problem.hint);
    if (event.anchorStart !== -1)
      this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), { value, size: 1 + (source.length >> 8), height: 0, node });
    this.#count(1, offset);
    this.#place(value, 1, 0, offset);
  }

  #open(
    isMap: boolean,
    event: {
      readonly start: number;
      readonly anchorStart: number;
      readonly anchorEnd: number;
      readonly tagStart: number;
      readonly tagEnd: number;
    },
  ): void {
    const parent = this.#frames.at(-1);
    if (parent?.map && parent.key === undefined) {
      this.#fail(
        "yaml-key",
        event.start,
        `A ${isMap ? "mapping" : "list"} stands where a key belongs.`,
        "If this is a template such as {{ name }}, render it first; otherwise quote the key.",
      );
    }
    if (event.tagStart !== -1) {
      const tag = this.#coreTag(event.tagStart, event.tagEnd);
      if (tag !== undefined && tag !== (isMap ? "map" : "seq")) this.#refuseTag(event.tagStart, event.tagEnd);
    }
    this.#count(1, event.start);
    const list: RawNode[] | undefined = isMap ? undefined : [];
    const map: RawObject | undefined = isMap ? Object.setPrototypeOf({}, null) : undefined;
    const node = this.outline.add(isMap ? "map" : "list", event.start);
    let anchor: Anchor | undefined;
    if (event.anchorStart !== -1) {
      anchor = { value: list ?? map ?? null, size: undefined, height: 0, node };
      this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), anchor);
    }
    this.#frames.push({ list, map, node, anchor, key: undefined, keyIsMerge: false, merges: [], size: 1, height: 1 });
  }

  #close(): void {
    const frame = this.#frames.pop()!;
    if (frame.map) mergeInto(frame.map, frame.merges);
    if (frame.anchor) Object.assign(frame.anchor, { size: frame.size, height: frame.height });
    this.outline.close(frame.node);
    this.#place(frame.list ?? frame.map ?? null, frame.size, frame.height, this.outline.offset(frame.node));
  }

  #addAlias(start: number, end: number): void {
    const name = this.#text.slice(start, end);
    const anchor = this.#anchors.get(name);
    if (!anchor) return this.#fail("yaml-alias", start - 1, `The alias *${name} has no anchor &${name} before it.`);
    const frame = this.#frames.at(-1);
    if (frame?.map && frame.key === undefined) {
      if (typeof anchor.value === "object") return this.#fail("yaml-key", start - 1, "A mapping or list stands where a key belongs.");
      const node = this.outline.add("scalar", start - 1);
      this.outline.name(node, String(anchor.value));
      return this.#setKey(frame, String(anchor.value), false, start - 1);
    }
    if (anchor.size === undefined)
      return this.#fail(
        "yaml-alias",
        start - 1,
        `The alias *${name} stands inside its own anchor: the document would never end.`,
        "Describe recursive data with $ref.",
      );
    if (this.#frames.length + anchor.height > this.#limits.maxDepth)
      return this.#fail(
        "too-deep",
        start - 1,
        `With its aliases expanded the document nests more than ${this.#limits.maxDepth} levels deep.`,
        "Use $ref to components instead of YAML aliases.",
      );
    this.outline.addAlias(start - 1, anchor.node);
    this.#count(anchor.size, start - 1);
    this.#place(anchor.value, anchor.size, anchor.height, start - 1);
  }

  #setKey(frame: Frame, key: string, isMerge: boolean, offset: number): void {
    frame.key = key;
    frame.keyIsMerge = isMerge;
    if (!isMerge && frame.map && key in frame.map) {
      this.#fail(
        "duplicate-key",
        offset,
        `The key ${JSON.stringify(key)} is already in this mapping.`,
        "Remove one of them, or merge them.",
      );
    }
  }

  #place(value: RawNode, size: number, height: number, offset: number): void {
    const frame = this.#frames.at(-1);
    if (!frame) {
      this.#root = value;
      return;
    }
    frame.size += size;
    frame.height = Math.max(frame.height, height + 1);
    if (frame.list) {
      frame.list.push(value);
      return;
    }
    if (!frame.map || frame.key === undefined) return;
    if (frame.keyIsMerge) this.#merge(frame, value, offset);
    else frame.map[frame.key] = value;
    frame.key = undefined;
  }

  #merge(frame: Frame, value: RawNode, offset: number): void {
    for (const source of Array.isArray(value) ? value : [value]) {
      if (typeof source !== "object" || source === null || Array.isArray(source)) {
        return this.#fail(
          "yaml-merge",
          offset,
          "The merge key `<<` takes a mapping, or a list of mappings.",
          'Quote it ("<<") if it is an ordinary key.',
        );
      }
      frame.merges.push(source);
    }
    if (this.#mergeNoted) return;
    this.#mergeNoted = true;
    this.#note(
      "merge-key",
      offset,
      "YAML merge keys (`<<`) were merged. YAML 1.2 has none, and some tools do not read them.",
      "Write the members out, or use $ref and allOf.",
    );
  }

  #count(nodes: number, offset: number): void {
    this.#nodes += nodes;
    if (this.#nodes > this.#limits.maxNodes) {
      this.#fail(
        "too-many-nodes",
        offset,
        `With its aliases expanded the document has more than ${this.#limits.maxNodes} values.`,
        "Use $ref to components instead of YAML aliases.",
      );
    }
  }

  #coreTag(start: number, end: number): string | undefined {
    const tag = this.#text.slice(start, end);
    if (tag === "!") return "str";
    const name = CORE_TAG.exec(tag)?.[1];
    return name ?? this.#refuseTag(start, end);
  }

  #refuseTag(start: number, end: number): never {
    const tag = this.#text.slice(start, end);
    return this.#fail(
      "yaml-tag",
      start,
      `The YAML tag ${tag.slice(0, 60)} is not read.`,
      /include|import|file/i.test(tag) ? "Bundle the files into one document first." : "Remove the tag.",
    );
  }

  #note(code: string, offset: number, message: string, hint: string): void {
    if (this.notes.length < MAX_NOTES) this.notes.push({ code, offset, message, hint, pointer: this.#pointer() });
  }

  #pointer(): Pointer {
    const tokens = this.#frames.map((frame) => (frame.list ? String(frame.list.length) : frame.key));
    return joinPointer("", ...tokens.filter((token) => token !== undefined));
  }

  #fail(code: string, offset: number, message: string, hint?: string): never {
    throw new UnreadableSource({ code, offset, message, pointer: this.#pointer(), ...(hint === undefined ? {} : { hint }) });
  }
}

/** Own members win, then earlier merges (YAML merge key specification, 2005). */
function mergeInto(map: RawObject, merges: readonly RawObject[]): void {
  for (const source of merges) {
    for (const name of Object.keys(source)) {
      if (!(name in map)) map[name] = source[name]!;
    }
  }
}

function offsetOf(event: ScalarEvent): number {
  if (event.valueStart === -1) return Math.max(0, event.tagStart, event.anchorStart);
  return event.style === SCALAR_STYLE.DOUBLE_QUOTED || event.style === SCALAR_STYLE.SINGLE_QUOTED ? event.valueStart - 1 : event.valueStart;
}
