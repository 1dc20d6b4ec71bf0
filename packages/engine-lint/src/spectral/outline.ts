import type { RawNode, RawObject } from "@surety/engine-spec/contract";
import { type Alphabet, ANY_TRAIT, CONTAINER_TRAIT, OTHER_WORD } from "./json-path/alphabet.ts";
import type { Key, KeyPath } from "./resolved-document.ts";

const FIRST_CAPACITY = 1024;

/**
 * The places of a document by their numbers, in document order: 0 is the document, and what is below a place follows it.
 * Objects and lists are all there, of texts, numbers, booleans and nulls those that can mean something to a path of the
 * alphabet. Read once, so that whoever looks at the document need not look at the rest again.
 */
export class Outline {
  readonly nodes: RawNode[] = [];
  readonly keys: Key[] = [];
  parents = new Int32Array(FIRST_CAPACITY);
  /** The place after all that is below. */
  ends = new Int32Array(FIRST_CAPACITY);
  /** Of the keys. */
  words = new Int32Array(FIRST_CAPACITY);
  traits = new Int32Array(FIRST_CAPACITY);
  /** Objects with a `$ref`. */
  readonly references: number[] = [];
  readonly #alphabet: Alphabet;
  /** The first place of each object, where objects stand at several: aliases of YAML share them. */
  readonly #first: Map<object, number> | undefined;
  readonly #origins = new Map<number, number>();

  constructor(document: RawObject, alphabet: Alphabet, hasAliases: boolean) {
    this.#alphabet = alphabet;
    this.#first = hasAliases ? new Map() : undefined;
    this.#addContainer(document, "", OTHER_WORD, -1);
  }

  pathOf(place: number): KeyPath {
    const path: Key[] = [];
    for (let at = place; at > 0; at = this.parents[at]!) path.push(this.keys[at]!);
    return path.reverse();
  }

  /** The first place of the object that stands at a place. */
  originOf(place: number): number {
    return this.#first === undefined ? place : (this.#origins.get(place) ?? place);
  }

  /** A value that stands nowhere: what a reference to no object refers to. */
  append(node: RawNode): number {
    return this.#add(node, "", OTHER_WORD, -1);
  }

  #add(node: RawNode, key: Key, word: number, parent: number): number {
    const place = this.nodes.push(node) - 1;
    if (place === this.ends.length) this.#grow();
    this.keys.push(key);
    this.words[place] = word;
    this.parents[place] = parent;
    this.traits[place] = ANY_TRAIT;
    this.ends[place] = place + 1;
    return place;
  }

  #grow(): void {
    const twice = (numbers: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(numbers.length * 2);
      larger.set(numbers);
      return larger;
    };
    [this.parents, this.ends, this.words, this.traits] = [twice(this.parents), twice(this.ends), twice(this.words), twice(this.traits)];
  }

  /** Depth is bounded by the reader's limit on nesting. */
  #addContainer(node: RawNode[] | RawObject, key: Key, word: number, parent: number): void {
    const place = this.#add(node, key, word, parent);
    const first = this.#first?.get(node);
    if (first !== undefined) this.#origins.set(place, first);
    else this.#first?.set(node, place);
    const isWide = this.#alphabet.isWide(word);
    const traits = Array.isArray(node) ? this.#addEntries(node, place, isWide) : this.#addMembers(node, place, isWide);
    this.traits[place] = ANY_TRAIT | CONTAINER_TRAIT | traits;
    this.ends[place] = this.nodes.length;
  }

  #addEntries(node: readonly RawNode[], place: number, isWide: boolean): number {
    const { namesEntries } = this.#alphabet;
    for (let index = 0; index < node.length; index += 1) {
      const entry = node[index] ?? null;
      const word = namesEntries ? this.#alphabet.wordOf(String(index)) : OTHER_WORD;
      if (typeof entry === "object" && entry !== null) this.#addContainer(entry, index, word, place);
      else if (isWide || word !== OTHER_WORD) this.#add(entry, index, word, place);
    }
    return 0;
  }

  #addMembers(node: RawObject, place: number, isWide: boolean): number {
    let traits = 0;
    for (const key in node) {
      const member = node[key] ?? null;
      const word = this.#alphabet.wordOf(key);
      if (word !== OTHER_WORD) traits |= this.#alphabet.traitOf(word);
      if (typeof member === "object" && member !== null) this.#addContainer(member, key, word, place);
      else if (isWide || word !== OTHER_WORD) this.#add(member, key, word, place);
      if (key === "$ref" && typeof member === "string") this.references.push(place);
    }
    return traits;
  }
}
