import type { Contract } from "@surety/engine-spec/contract";
import type { DocumentFile } from "../documents.ts";

/** How reports name a document. */
export function subjectOf({ name }: DocumentFile, { rawDigest, contractDigest, dialect, api }: Contract) {
  return { file: name, rawDigest, contractDigest, dialect, title: api.title, apiVersion: api.version };
}
