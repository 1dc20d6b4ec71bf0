const LONGEST_TEXT = 2_000;
const LONGEST_STATE = 16_000;
/** Fields that hold what nobody may read again, wherever they are. */
const SECRET = /secret|password|authorization|^hash$|^key$/i;

/**
 * The JSON text of what an audit entry keeps of a resource: without fields that hold secrets, long texts cut, and only the
 * names of its fields when it is too long as a whole.
 */
export function auditState(state: object | null | undefined): string {
  if (state === null || state === undefined) return "null";
  const text = JSON.stringify(state, (name, value: unknown) => {
    if (SECRET.test(name)) return undefined;
    return typeof value === "string" && value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  });
  return text.length <= LONGEST_STATE ? text : JSON.stringify({ tooLong: true, fields: Object.keys(state).slice(0, 100) });
}
