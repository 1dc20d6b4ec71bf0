import { joinPointer, type Pointer, unescapeToken } from "@surety/model/pointer";
import type { RawNode, RawObject } from "./contract.ts";
import { describeRawNode, isRawObject } from "./raw-nodes.ts";
import { once } from "./once.ts";
import type { ProblemLog } from "./problem-log.ts";
import { indexResources, type ResourceIndex } from "./resource-index.ts";
import { resolveUri } from "./resolve-uri.ts";

/** A value of the document, where it stands, and the URI (`$id`) that references in it are relative to. */
export interface Located {
  readonly value: RawNode;
  readonly pointer: Pointer;
  readonly base: string;
}

/** Follows `$ref`s inside one document. Those that lead out of it or nowhere are reported once and give undefined. */
export class References {
  readonly #root: RawObject;
  readonly #log: ProblemLog;
  readonly #hasIds: boolean;
  readonly #inRoot = new Map<string, Located>();
  readonly #lowerCase = new Map<RawObject, ReadonlyMap<string, string>>();
  #resources: ResourceIndex | undefined;

  constructor(root: RawObject, hasIds: boolean, log: ProblemLog) {
    this.#root = root;
    this.#hasIds = hasIds;
    this.#log = log;
  }

  /** The target of a reference that stands in the member `member` of `from`. */
  resolve(text: string, from: { readonly pointer: Pointer; readonly base: string }, member = "$ref"): Located | undefined {
    if (from.base !== "") return this.#resolve(text, from, member);
    const known = this.#inRoot.get(text);
    if (known) return known;
    const target = this.#resolve(text, from, member);
    if (target) this.#inRoot.set(text, target);
    return target;
  }

  #resolve(text: string, from: { readonly pointer: Pointer; readonly base: string }, member: string): Located | undefined {
    const hash = text.indexOf("#");
    const address = hash === -1 ? text : text.slice(0, hash);
    const fragment = hash === -1 ? "" : text.slice(hash + 1);
    const resource = this.#resource(address, from.base);
    if (!resource) {
      this.#log.add(
        "external-ref",
        joinPointer(from.pointer, member),
        `\`${shorten(text)}\` is outside of this document, and nothing is fetched here.`,
        "Bundle it in: the `surety` command bundles local files when it publishes; download what lies on the network.",
      );
      return undefined;
    }
    const target = this.#inResource(resource, fragment);
    if (!target)
      this.#log.add("dangling-ref", joinPointer(from.pointer, member), `\`${shorten(text)}\` leads nowhere.`, this.#suggest(fragment));
    return target;
  }

  /** The same place, with the base URI that it gives to its references. */
  enter(schema: Located): Located {
    const id = this.#hasIds && isRawObject(schema.value) ? schema.value["$id"] : undefined;
    return typeof id === "string" ? { ...schema, base: this.#baseOf(schema.base, id) } : schema;
  }

  /** Follows `$ref`s from an object that may be a Reference Object to the object that is meant. */
  follow(node: Located): Located | undefined {
    let seen: Set<RawNode> | undefined;
    let at = node;
    while (isRawObject(at.value) && typeof at.value["$ref"] === "string") {
      seen ??= new Set();
      if (seen.has(at.value)) {
        this.#log.add(
          "cyclic-ref",
          joinPointer(at.pointer, "$ref"),
          `\`${shorten(at.value["$ref"])}\` leads back to itself without any content.`,
          "Give one of these references its content.",
        );
        return undefined;
      }
      seen.add(at.value);
      const next = this.resolve(at.value["$ref"], at);
      if (!next) return undefined;
      at = next;
    }
    return at;
  }

  #resource(address: string, base: string): Located | undefined {
    if (address === "" && base === "") return { value: this.#root, pointer: "", base: "" };
    if (!this.#hasIds) return undefined;
    this.#resources ??= indexResources(this.#root);
    const uri = address === "" ? base : resolveUri(base === "" ? this.#resources.rootUri : base, address);
    if (uri === this.#resources.rootUri) return { value: this.#root, pointer: "", base: "" };
    return this.#resources.byUri.get(uri);
  }

  #inResource(resource: Located, fragment: string): Located | undefined {
    if (fragment === "") return resource;
    const decoded = decodeFragment(fragment);
    if (!decoded.startsWith("/")) {
      if (!this.#hasIds) return undefined;
      this.#resources ??= indexResources(this.#root);
      return this.#resources.byUri.get(`${resource.base === "" ? this.#resources.rootUri : resource.base}#${decoded}`);
    }
    const inside = this.#walk(resource, decoded) ?? (decoded === fragment ? undefined : this.#walk(resource, fragment));
    if (inside || resource.pointer === "") return inside;
    return this.#walk({ value: this.#root, pointer: "", base: "" }, decoded);
  }

  /** A pointer through a `$ref` goes on in its target, as tools do that replace references in place. */
  #walk(start: Located, path: string, budget = { hops: 32 }): Located | undefined {
    let at = start;
    for (const escaped of path.slice(1).split("/")) {
      const token = unescapeToken(escaped);
      while (isRawObject(at.value) && !(token in at.value) && typeof at.value["$ref"] === "string") {
        const text = at.value["$ref"];
        budget.hops -= 1;
        if (budget.hops < 0 || !text.startsWith("#/")) return undefined;
        const next = this.#walk({ value: this.#root, pointer: "", base: "" }, decodeFragment(text.slice(1)), budget);
        if (!next) return undefined;
        at = next;
      }
      const child = childOf(at.value, token);
      if (child === undefined) return undefined;
      at = { value: child, pointer: joinPointer(at.pointer, token), base: this.enter(at).base };
    }
    return at;
  }

  #baseOf(base: string, id: string): string {
    this.#resources ??= indexResources(this.#root);
    return resolveUri(base === "" ? this.#resources.rootUri : base, id.replace(/#$/, ""));
  }

  #namesByLowerCase(parent: RawObject): ReadonlyMap<string, string> {
    return once(this.#lowerCase, parent, () => new Map(Object.keys(parent).map((name) => [name.toLowerCase(), name])));
  }

  #suggest(fragment: string): string {
    const tokens = decodeFragment(fragment).slice(1).split("/").map(unescapeToken);
    const name = tokens.pop() ?? "";
    let parent: RawNode | undefined = this.#root;
    for (const token of tokens) parent = childOf(parent, token);
    if (!isRawObject(parent))
      return parent === undefined
        ? "Check the path for typing errors; nothing of that name exists above it either."
        : `Check the path: what contains it is ${describeRawNode(parent)}.`;
    const same = this.#namesByLowerCase(parent).get(name.toLowerCase());
    return same === undefined
      ? `Define \`${shorten(name)}\`, or correct the reference.`
      : `Did you mean \`${shorten(same)}\`? Names are compared with their case.`;
  }
}

function childOf(value: RawNode | undefined, token: string): RawNode | undefined {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isRawObject(value) ? value[token] : undefined;
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
