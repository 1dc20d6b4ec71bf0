/** Media types that a contract is read from; the bytes are kept as they are, whichever is named. */
export const CONTRACT_MEDIA_TYPES = [
  "application/json",
  "application/yaml",
  "application/x-yaml",
  "text/yaml",
  "application/vnd.oai.openapi",
  "application/vnd.oai.openapi+json",
  "application/octet-stream",
] as const;

const CONTRACT: ReadonlySet<string> = new Set(CONTRACT_MEDIA_TYPES);

/** Whether a `Content-Type` header names a type that a body of this kind is read from. */
export function isReadable(contentType: string | undefined, kind: "json" | "raw"): boolean {
  const essence = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (essence === undefined) return false;
  return kind === "json" ? essence === "application/json" : CONTRACT.has(essence);
}
