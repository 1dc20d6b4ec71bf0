/** Of connections: they could not be made, were lost, or did not answer. */
const LOST = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECTION_SILENT",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
]);
/**
 * SQLSTATEs that say that the database cannot do it now: connection failures (08), no resources such as room on the disk
 * (53), an operator who restarts it (57P), a time limit (57014, 25P03, 55P03), a read-only standby (25006), work of others
 * (40), a failure of the disk (58).
 */
const NOW = /^(?:08...|53...|57P..|57014|25P03|25P04|25006|55P03|40001|40P01|58...)$/;
const DEEPEST = 5;

/** Whether the database was away, or busy: the same request may succeed in a moment. */
export function isPassingFailure(error: unknown): boolean {
  for (let depth = 0, at = error; depth < DEEPEST && at instanceof Error; depth += 1, at = at.cause) {
    const code = "code" in at ? at.code : undefined;
    if (typeof code === "string" && (LOST.has(code) || NOW.test(code))) return true;
  }
  return false;
}
