import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { MAX_CONTRACT_BYTES } from "@surety/model/contracts";
import type { Contract } from "@surety/engine-spec/contract";
import { CliError } from "./cli-error.ts";
import { readFromGit } from "./git.ts";

/** A document and the name that messages use for it. */
export interface DocumentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it stands, or would stand, in the working tree; null for standard input. */
  readonly path: string | null;
}

/**
 * Reads a document from a file, from standard input (`-`), or from git (`REVISION:PATH`).
 * @throws CliError when there is none, or when it is larger than a contract may be.
 */
export async function loadDocument(reference: string, cwd = process.cwd()): Promise<DocumentFile> {
  if (reference === "-") return { name: "standard input", path: null, bytes: await readAll(process.stdin, "standard input") };
  const path = resolve(cwd, reference);
  const bytes = await readFrom(path, reference);
  if (bytes !== null) return { name: reference, path, bytes };
  const git = /^(?<revision>[^:\s]+):(?<path>.+)$/.exec(reference)?.groups;
  if (git?.["revision"] && git["path"] && !/^[a-z]+:\/\//i.test(reference)) {
    const shown = await readFromGit(git["revision"], git["path"], cwd);
    if (shown.byteLength > MAX_CONTRACT_BYTES) throw tooLarge(reference, shown.byteLength);
    return { name: reference, path: resolve(cwd, git["path"]), bytes: shown };
  }
  throw new CliError(`There is no file ${reference}.`, {
    code: "file_not_found",
    file: reference,
    hint: /^https?:/i.test(reference)
      ? `Addresses are not read: download it first, for example \`curl -fsS -o base.json ${reference}\`.`
      : await missingHint(path, cwd),
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

/** Parses a document, or says what is wrong with it, where, and what to do. */
export async function readDocument(file: DocumentFile): Promise<Contract> {
  const { readContract } = await import("@surety/engine-spec/read-contract");
  const result = readContract(file.bytes);
  if (result.ok) return result.contract;
  throw new CliError(`${file.name} is not a contract.`, {
    code: "not_a_contract",
    file: file.name,
    problems: result.problems,
    hint: "Surety reads OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0, as JSON or YAML.",
  });
}

/** The bytes of a file, a named pipe or a process substitution; null when there is nothing of that name. */
async function readFrom(path: string, name: string): Promise<Uint8Array | null> {
  try {
    const file = await open(path);
    try {
      const found = await file.stat();
      if (found.isDirectory())
        throw new CliError(`${name} is a folder.`, { code: "not_a_file", file: name, hint: "Name the OpenAPI document in it." });
      if (found.size > MAX_CONTRACT_BYTES) throw tooLarge(name, found.size);
      return await readAll(file.createReadStream({ autoClose: false }), name);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return null;
    throw new CliError(`${name} cannot be read: ${code === "EACCES" || code === "EPERM" ? "permission denied" : message}.`, {
      code: "file_unreadable",
      file: name,
      hint: "Check its permissions.",
      cause,
    });
  }
}

async function readAll(stream: AsyncIterable<Buffer>, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > MAX_CONTRACT_BYTES) throw tooLarge(name, size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(name: string, bytes: number): CliError {
  const mebibytes = (count: number): string => (count / 1024 / 1024).toFixed(1).replace(/\.0$/, "");
  return new CliError(
    `${name} has ${bytes > MAX_CONTRACT_BYTES * 1.05 ? mebibytes(bytes) : "more than 10"} MiB; a contract has at most ${mebibytes(MAX_CONTRACT_BYTES)} MiB.`,
    {
      code: "document_too_large",
      file: name,
      hint: "Check that this is the OpenAPI document; if it is, remove large examples or split the contract.",
    },
  );
}
