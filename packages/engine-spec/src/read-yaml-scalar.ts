import { noteAboutNumber } from "./note-about-number.ts";

interface ScalarProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const NULL = /^(?:|~|null|Null|NULL)$/;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const INTEGER = /^[-+]?[0-9]+$/;
const PREFIXED = /^0o[0-7]+$|^0x[0-9a-fA-F]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const SPECIAL = /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;

/** A scalar by the core schema of YAML 1.2.2 (section 10.3): `no` is text, and so is a date. */
export function readYamlScalar(
  source: string,
  plain: boolean,
  tag: string | undefined,
): { readonly value: null | boolean | number | string; readonly problem?: ScalarProblem } {
  if (tag === "str" || tag === "timestamp" || (tag === undefined && !plain)) return { value: source };
  const first = source.charCodeAt(0);
  const isNumeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!isNumeric) {
    if (source.length > 5) return { value: source };
    if (NULL.test(source)) return { value: null };
    if (TRUE.test(source)) return { value: true };
    if (FALSE.test(source)) return { value: false };
    return { value: source };
  }
  if (INTEGER.test(source) || FLOAT.test(source)) return noteAboutNumber(source.startsWith("+") ? source.slice(1) : source);
  if (PREFIXED.test(source)) return noteAboutNumber(source);
  if (SPECIAL.test(source)) {
    return {
      value: source,
      problem: {
        code: "number-range",
        message: `JSON has no ${source}: it is read as text.`,
        hint: "Leave the limit out, or write a number.",
      },
    };
  }
  return { value: source };
}
