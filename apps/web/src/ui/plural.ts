const rules = new Intl.PluralRules("en");
const numbers = new Intl.NumberFormat("en");

/** "1 operation", "1,204 operations". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${rules.select(count) === "one" ? one : many}`;
}

/** "7.1 MB": decimal units, one digit where it helps. */
export function sayBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, "byte");
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
