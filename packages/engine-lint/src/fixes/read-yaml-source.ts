import { COLLECTION_STYLE, type Event, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import type { SourceNode } from "./source-node.ts";

interface Frame {
  readonly node: SourceNode;
  /** The name that has been read and whose value comes next. */
  name: { readonly text: string; readonly start: number; readonly end: number } | undefined;
}

/** Where each value of a YAML document stands; null where the text is not one document of a kind that can be edited. */
export function readYamlSource(text: string, maxDepth: number): SourceNode | null {
  const reader = new YamlSource(text);
  for (const event of parseEvents(text, { maxDepth })) reader.take(event);
  return reader.root;
}

class YamlSource {
  root: SourceNode | null = null;
  readonly #text: string;
  readonly #frames: Frame[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  take(event: Event): void {
    if (event.type === EVENT_ID.SCALAR) this.#scalar(event);
    else if (event.type === EVENT_ID.ALIAS)
      this.#add({ kind: "alias", start: event.anchorStart - 1, end: event.anchorEnd, children: [] }, event.anchorStart - 1);
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      const flow = event.style === COLLECTION_STYLE.FLOW;
      const kind = event.type === EVENT_ID.MAPPING ? (flow ? "flow-map" : "block-map") : flow ? "flow-list" : "block-list";
      const node: SourceNode = { kind, start: event.start, end: event.start + 1, children: [] };
      this.#add(node, event.start);
      this.#frames.push({ node, name: undefined });
    } else if (event.type === EVENT_ID.POP) this.#close();
  }

  #scalar(event: ScalarEvent): void {
    const frame = this.#frames.at(-1);
    const quote = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    const start = isBlock ? this.#blockHeader(event) : event.valueStart - quote;
    const end = event.valueEnd + quote;
    if (frame?.node.kind.endsWith("map") && frame.name === undefined) {
      frame.name = { text: getScalarValue(this.#text, event), start, end };
      return;
    }
    // A value that is not written stands right after its name.
    const nowhere = event.valueStart === -1;
    const after = this.#text.indexOf(":", frame?.name?.end ?? 0) + 1;
    this.#add({ kind: "scalar", start: nowhere ? after : start, end: nowhere ? after : end, children: [] }, nowhere ? after : start);
  }

  /** A block text begins with its `|` or `>`, on the line before. */
  #blockHeader({ valueStart, style }: ScalarEvent): number {
    return this.#text.lastIndexOf(style === SCALAR_STYLE.LITERAL_BLOCK ? "|" : ">", valueStart - 1);
  }

  #add(node: SourceNode, start: number): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) this.root ??= node;
    else if (frame.node.kind.endsWith("list")) {
      const dash = frame.node.kind === "block-list" ? this.#text.lastIndexOf("-", start - 1) : start;
      frame.node.children.push({ name: String(frame.node.children.length), start: dash, nameEnd: dash, node });
    } else if (frame.name !== undefined) {
      frame.node.children.push({ name: frame.name.text, start: frame.name.start, nameEnd: frame.name.end, node });
      frame.name = undefined;
    }
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    const { node } = frame;
    const contentEnd = node.children.at(-1)?.node.end ?? node.start + 1;
    node.end = node.kind.startsWith("flow") ? this.#closingBracket(contentEnd, node.kind === "flow-map" ? "}" : "]") : contentEnd;
  }

  /** The bracket after the last child: only spaces, commas and comments can stand between. */
  #closingBracket(from: number, bracket: string): number {
    for (let at = from; at < this.#text.length; at += 1) {
      if (this.#text[at] === bracket) return at + 1;
      if (this.#text[at] === "#") at = this.#text.indexOf("\n", at) === -1 ? this.#text.length : this.#text.indexOf("\n", at);
    }
    return this.#text.length;
  }
}
