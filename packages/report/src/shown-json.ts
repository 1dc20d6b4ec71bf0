// What JSON leaves as it is and a terminal or a reader would act on: DEL, C1 controls, bidirectional and invisible ones.
const UNPRINTABLE = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;

/** A string as JSON in which every character can be seen: what steers a terminal or reorders text is escaped. */
export function shownString(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The same of at most `limit` characters, `…` for the rest. */
export function clippedString(text: string, limit: number): string {
  if (text.length <= limit) return shownString(text);
  const characters = Array.from(text.slice(0, limit * 2)).slice(0, limit - 1);
  return shownString(`${characters.join("")}…`);
}

const NO_WIDTH = /\p{Mn}|\p{Me}|\u200d|\ufe0e|\ufe0f/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Columns that a text takes in a terminal: two for East Asian characters and emoji, none for marks that combine. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character < "\u0300" ? 1 : NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}
