import { resolve } from "node:path";
import { MAX_CONTRACT_BYTES } from "@surety/model/contracts";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import { BundledContract } from "./bundled-contract.ts";
import { CliError } from "./cli-error.ts";
import type { Fetched } from "./fetched-document.ts";
import { isUrl } from "./is-url.ts";
import { loadPatternsFor } from "./late-patterns.ts";
import { readAll, readFile, tooLarge } from "./read-file.ts";

/** A document and the name that messages use for it. */
export interface DocumentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it stands, or would stand, in the working tree; null for standard input and for what was fetched. */
  readonly path: string | null;
  /** Where the files are that it refers to: on the disk, in a git revision, or at its server; null when there are none. */
  readonly origin: { readonly revision: string | null } | { readonly fetched: Fetched } | null;
  /** Files that it refers to and that are to be written, by absolute path: these bytes count, not those on the disk. */
  readonly changed?: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads a document from a file, from standard input (`-`), from its address, or from git (`REVISION:PATH`).
 * @param headers what the server of an address is sent, and no other.
 * @throws CliError when there is none, or when it is larger than a contract may be.
 */
export async function loadDocument(reference: string, headers: Readonly<Record<string, string>> = {}): Promise<DocumentFile> {
  const cwd = process.cwd();
  if (isUrl(reference)) return (await import("./fetched-document.ts")).fetchDocument(reference, headers);
  if (reference === "-") return { name: "standard input", path: null, origin: null, bytes: await readAll(process.stdin, "standard input") };
  const path = resolve(cwd, reference);
  const bytes = await readFile(path, reference);
  if (bytes !== null) return { name: reference, path, origin: { revision: null }, bytes };
  const git = /^(?<revision>[^:\s]+):(?<path>.+)$/.exec(reference)?.groups;
  if (git?.["revision"] && git["path"]) {
    const { readFromGit } = await import("./git.ts");
    const shown = await readFromGit(git["revision"], git["path"], cwd);
    if (shown.byteLength > MAX_CONTRACT_BYTES) throw tooLarge(reference, shown.byteLength);
    return { name: reference, path: resolve(cwd, git["path"]), origin: { revision: git["revision"] }, bytes: shown };
  }
  throw new CliError(`There is no file ${reference}.`, {
    code: "file_not_found",
    file: reference,
    hint: await missingHint(path, cwd),
  });
}

async function missingHint(path: string, cwd: string): Promise<string> {
  const { locateConfig } = await import("./config.ts");
  const located = await locateConfig(cwd).catch(() => null);
  const { document, export: command } = located?.config ?? {};
  return located && command !== undefined && document !== undefined && resolve(cwd, document) === path
    ? `surety.json says how it is exported: run \`${command}\` in ${located.folder}.`
    : "Check the path, or export the document first: `surety init` shows how for your framework.";
}

/** A document that is to be compared, with what comparing takes; `like`: with what it is compared. Otherwise as {@link readDocument}. */
export async function readComparable(file: DocumentFile, like: Contract | null = null): Promise<Contract> {
  const contract = await readDocument(file, like);
  await loadPatternsFor(contract);
  return contract;
}

/** Parses a document, or says what is wrong with it, where, and what to do. `like`: what it is read beside. */
export async function readDocument(file: DocumentFile, like: Contract | null = null): Promise<Contract> {
  const result = readContract(file.bytes, {}, like);
  if (result.ok)
    return result.contract.problems.some(({ code }) => code === "external-ref") ? withReferences(file, result.contract) : result.contract;
  throw new CliError(`${file.name} is not a contract.`, {
    code: "not_a_contract",
    file: file.name,
    problems: result.problems,
    hint: "Surety reads OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0, as JSON or YAML.",
  });
}

async function withReferences(file: DocumentFile, contract: Contract): Promise<Contract> {
  const { bundleReferences } = await import("./bundle-references.ts");
  const bundle = await bundleReferences(file, contract);
  if (bundle === null) return contract;
  const result = readContract(bundle.bytes);
  if (result.ok) return new BundledContract(contract, result.contract, bundle);
  throw new CliError(`${file.name} is not a contract once the files are in it that it refers to.`, {
    code: "not_a_contract",
    file: file.name,
    problems: result.problems,
    hint: "Check the files that it refers to.",
  });
}
