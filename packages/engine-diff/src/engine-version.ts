/** Changes whenever the same pair of contracts could get another answer. */
export const ENGINE_VERSION = "diff-11";
