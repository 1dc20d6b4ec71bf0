/** Contract with the server: one line `{"event":"sign-in-link","url":"…"}`, a secret that must not reach a file. */
export function signInLinkIn(line: string): string | undefined {
  if (!line.includes('"sign-in-link"')) return undefined;
  try {
    const entry: { event?: unknown; url?: unknown } = JSON.parse(line);
    return entry.event === "sign-in-link" && typeof entry.url === "string" ? entry.url : undefined;
  } catch {
    return undefined;
  }
}
