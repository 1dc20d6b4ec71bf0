import { z } from "zod";

/** A JSON Pointer (RFC 6901): `""` is the whole document, `/paths/~1orders/get` one operation. */
export const Pointer = z.string().max(8192);
export type Pointer = string;

/** Escapes one reference token (RFC 6901, section 3). */
export function escapeToken(token: string): string {
  return token.includes("~") || token.includes("/") ? token.replaceAll("~", "~0").replaceAll("/", "~1") : token;
}

/** Undoes {@link escapeToken}. */
export function unescapeToken(token: string): string {
  return token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token;
}

/** `pointer` extended by tokens that are not escaped yet. */
export function joinPointer(pointer: Pointer, ...tokens: readonly (string | number)[]): Pointer {
  return tokens.reduce<Pointer>((all, token) => `${all}/${escapeToken(String(token))}`, pointer);
}

/** The unescaped tokens of a pointer; `[]` for the whole document. */
export function splitPointer(pointer: Pointer): string[] {
  return pointer === "" ? [] : pointer.slice(1).split("/").map(unescapeToken);
}
