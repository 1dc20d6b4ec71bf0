interface NumberProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/**
 * The value of a number's text, and what is lost by reading it as a double (IEEE 754, as JSON readers do).
 * Beyond the range it is the largest double, so that comparisons stay meaningful.
 */
export function noteAboutNumber(text: string): { readonly value: number; readonly problem?: NumberProblem } {
  const value = Number(text);
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  if (!Number.isFinite(value)) {
    return {
      value: value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE,
      problem: {
        code: "number-range",
        message: `The number ${shown} is larger than a double can hold.`,
        hint: "Write a smaller limit, or leave the limit out.",
      },
    };
  }
  if (/^-?\d+$/.test(text) && text.length < 400 && String(value) !== text && BigInt(text) !== BigInt(value)) {
    return {
      value,
      problem: {
        code: "number-precision",
        message: `JSON readers that use doubles read ${shown} as ${value}.`,
        hint: "Stay within ±9007199254740991 (2^53 − 1), or describe the number as a string.",
      },
    };
  }
  return { value };
}
