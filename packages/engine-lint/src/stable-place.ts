import { splitPointer, type Pointer } from "@surety/model/pointer";
import type { RawNode, RawObject } from "@surety/engine-spec/contract";

/**
 * A pointer in words that survive edits: path parameters are anonymous, and an entry of an array is named by
 * what it is (its place and name, its `$ref`, its value), not by its index.
 */
export function stablePlace(document: RawObject, pointer: Pointer): string {
  const tokens = splitPointer(pointer);
  const words: string[] = [];
  let node: RawNode | undefined = document;
  for (const [depth, token] of tokens.entries()) {
    const next: RawNode | undefined = childOf(node, token);
    if (Array.isArray(node)) words.push(entryName(next, tokens));
    else words.push(depth === 1 && tokens[0] === "paths" ? token.replaceAll(/\{[^{}]*\}/g, "{}") : token);
    node = next;
  }
  return words.join(" ");
}

function childOf(node: RawNode | undefined, token: string): RawNode | undefined {
  if (node === null || typeof node !== "object") return undefined;
  if (Array.isArray(node)) return node[Number(token)];
  return Object.hasOwn(node, token) ? node[token] : undefined;
}

function entryName(entry: RawNode | undefined, tokens: readonly string[]): string {
  if (entry === undefined || Array.isArray(entry)) return "*";
  if (entry === null || typeof entry !== "object") return String(entry).slice(0, 200);
  const name = typeof entry["name"] === "string" ? entry["name"] : undefined;
  if (name !== undefined && entry["in"] === "path") return pathParameterName(name, tokens);
  if (name !== undefined) return typeof entry["in"] === "string" ? `${entry["in"]}:${name}` : name;
  for (const key of ["$ref", "url", "title"]) {
    const value = entry[key];
    if (typeof value === "string") return value;
  }
  return "*";
}

/** A path parameter is known by its position in the template, so that it may be renamed. */
function pathParameterName(name: string, tokens: readonly string[]): string {
  const template = tokens[0] === "paths" ? tokens[1] : undefined;
  const position = [...(template ?? "").matchAll(/\{([^{}]*)\}/g)].findIndex((match) => match[1] === name);
  return position === -1 ? `path:${name}` : `path:${position}`;
}
