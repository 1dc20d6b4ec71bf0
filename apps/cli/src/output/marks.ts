import { colors } from "./colors.ts";

/** How an answer is shown at the start of a line. */
export const MARKS = { yes: colors.green("✓"), no: colors.red("✗"), unknown: colors.yellow("?") } as const;
