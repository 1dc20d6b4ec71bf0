import type { Contract } from "@surety/engine-spec/contract";
import type { DocumentFile } from "../documents.ts";
import { colors } from "./colors.ts";
import { printable } from "./printable.ts";
import type { Subject } from "./reports.ts";

/** How reports name a document. */
export function subjectOf({ name }: DocumentFile, { rawDigest, contractDigest, dialect, api }: Contract): Subject {
  return { file: name, rawDigest, contractDigest, dialect, title: api.title, apiVersion: api.version };
}

/** The first line of a report for reading. */
export function subjectText(subject: Subject): string {
  const { file, title, apiVersion, dialect } = printable(subject);
  return `${colors.bold(file)}  ${[title, apiVersion].filter((part) => part !== "").join(" ") || "untitled"} ${colors.dim(`(${dialect})`)}`;
}
