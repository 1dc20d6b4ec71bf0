import { chmod, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fixDocument, type FixedDocument } from "@surety/engine-lint/fixes/fix-document";
import { suppressFindings } from "@surety/engine-lint/suppress-findings";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import type { Finding } from "@surety/model/findings";
import { BundledContract } from "../bundled-contract.ts";
import { CliError } from "../cli-error.ts";
import type { DocumentFile } from "../documents.ts";
import type { LoadedRuleset } from "./load-ruleset.ts";

/** Removes what nothing refers to: in one file of several, other files may. */
const NEEDS_ALL_FILES = new Set(["oas3-unused-component", "oas2-unused-definition"]);

/**
 * Mends a document in its own text; nothing is written. Of a document in several files only the file itself, where the
 * findings of all files together agree; the others are mended after it.
 * @throws CliError when the document is no file on the disk.
 */
export function fixFile(file: DocumentFile, contract: Contract, rules: LoadedRuleset): FixedDocument {
  refuseOthers(file);
  const today = new Date().toISOString().slice(0, 10);
  const lint = (each: Contract): readonly Finding[] => suppressFindings(each, rules.lint(each).findings, today).findings;
  if (!(contract instanceof BundledContract)) return fixDocument(file.bytes, contract, lint);
  const alone = readContract(file.bytes);
  if (!alone.ok) throw new Error(alone.problems[0].message); // it was read before, to be bundled
  const key = ({ rule, pointer }: Finding): string => `${rule} ${pointer}`;
  const inAll = new Set(lint(contract).map(key));
  return fixDocument(file.bytes, alone.contract, (each) =>
    lint(each).filter((finding) => inAll.has(key(finding)) && !NEEDS_ALL_FILES.has(finding.rule)),
  );
}

function refuseOthers({ name, path, origin }: DocumentFile): void {
  if (path !== null && origin !== null && "revision" in origin && origin.revision === null) return;
  const what = path === null ? (origin === null ? "is standard input" : "is at an address") : "is in git, and not in the working tree";
  throw new CliError(`${name} cannot be mended: it ${what}.`, {
    code: "fix_refused",
    file: name,
    hint: "--fix writes files. Name the file in the working tree, or download it first.",
  });
}

/** Replaces a file in one step: whoever reads it sees the old or the new one, whole. Links and permissions stay. */
export async function writeInPlace(path: string, bytes: Uint8Array, name: string): Promise<void> {
  const target = await realpath(path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.surety`);
  try {
    const { mode } = await stat(target);
    await writeFile(temporary, bytes, { flag: "wx", mode });
    await chmod(temporary, mode & 0o7777);
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new CliError(`${name} cannot be written: ${(cause as Error).message}.`, {
      code: "file_unwritable",
      file: name,
      hint: "Check the permissions of the file and of its folder; `--fix --dry-run` shows what would be written.",
      cause,
    });
  }
}
