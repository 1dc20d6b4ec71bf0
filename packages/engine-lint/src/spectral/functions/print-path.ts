import type { KeyPath } from "../resolved-document.ts";

/** Keys as `a.b[0]['c d']`. */
export function printPath(path: KeyPath): string {
  return path
    .map((key, index) => {
      const text = String(key);
      if (text === "") return "['']";
      if (/\s/.test(text)) return `['${text}']`;
      if (!Number.isNaN(Number(text))) return `[${text}]`;
      return index === 0 ? text : `.${text}`;
    })
    .join("");
}
