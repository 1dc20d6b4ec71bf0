// Control characters steer terminals and end lines of a format; bidirectional ones reorder what is read.
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** Text of a document on one line of at most `limit` UTF-16 units: white space is a blank, what cannot be shown is `\uFFFD`. */
export function oneLine(text: string, limit = 1000): string {
  const clipped = text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
  return clipped.replace(UNPRINTABLE, (character) => (/\s/.test(character) ? " " : "\uFFFD"));
}
