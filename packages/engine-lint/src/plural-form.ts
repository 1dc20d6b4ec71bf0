const IRREGULAR_PLURALS = new Set(
  "people children men women mice feet teeth geese criteria phenomena indices vertices matrices data media alumni fungi cacti stimuli schemata".split(
    " ",
  ),
);
const UNCOUNTABLE = new Set(
  "access advice audio content cash code config configuration email equipment evidence feedback firmware hardware health history info information infrastructure inventory knowledge logging mail metadata money music news output permission progress research search security software staff stock storage support sso telemetry traffic training travel usage video weather work".split(
    " ",
  ),
);

/** Whether the last word of a name reads as a plural, or has none (`metadata`). English; other languages pass as they end. */
export function isPlural(words: readonly string[]): boolean {
  const last = words.at(-1);
  if (last === undefined || last.length <= 2 || /\d/.test(last) || !/^[a-z]+$/.test(last)) return true;
  if (IRREGULAR_PLURALS.has(last) || UNCOUNTABLE.has(last)) return true;
  return last.endsWith("s") && !last.endsWith("ss") && !/(?:us|is)$/.test(last);
}

/** The plural of an English word, for hints. */
export function pluralForm(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return word === "person" ? "people" : word === "child" ? "children" : `${word}s`;
}

/** The singular of an English plural, for hints. */
export function singularForm(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}
