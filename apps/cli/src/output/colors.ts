import { createColors } from "picocolors";

/** Colours are for people at a terminal: never in a pipe or a file, unless FORCE_COLOR asks; NO_COLOR always wins. */
export function wantsColors(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}

/** Colours of what goes to standard output. */
export const colors = createColors(wantsColors(process.stdout, process.env));
/** Colours of what goes to standard error. */
export const errorColors = createColors(wantsColors(process.stderr, process.env));
