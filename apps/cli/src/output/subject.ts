import type { Contract } from "@surety/engine-spec/contract";
import type { DocumentFile } from "../documents.ts";
import { colors } from "./colors.ts";
import { printable } from "./printable.ts";
import type { Subject } from "./reports.ts";

/** How reports name a document. The digests are computed when they are printed. */
export function subjectOf({ name }: DocumentFile, contract: Contract): Subject {
  const { dialect, api } = contract;
  return {
    file: name,
    get rawDigest() {
      return contract.rawDigest;
    },
    get contractDigest() {
      return contract.contractDigest;
    },
    dialect,
    title: api.title,
    apiVersion: api.version,
  };
}

/** The first line of a report for reading. */
export function subjectText({ file, title, apiVersion, dialect }: Subject): string {
  const name = [title, apiVersion].filter((part) => part !== "").join(" ") || "untitled";
  return `${colors.bold(printable(file))}  ${printable(name)} ${colors.dim(`(${dialect})`)}`;
}
