import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { MAX_CONTRACT_BYTES } from "@surety/model/contracts";
import type { Contract } from "@surety/engine-spec/contract";
import { CliError } from "./cli-error.ts";
import { readFromGit } from "./git.ts";

/** A document and the name that messages use for it. */
export interface DocumentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a document from a file, from standard input (`-`), or from git (`REVISION:PATH`).
 * @throws CliError when there is none, or when it is larger than a contract may be.
 */
export async function loadDocument(reference: string, cwd = process.cwd()): Promise<DocumentFile> {
  if (reference === "-") return { name: "standard input", bytes: await readStandardInput() };
  const path = resolve(cwd, reference);
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) {
    if (found.size > MAX_CONTRACT_BYTES) throw tooLarge(reference, found.size);
    const file = await open(path);
    try {
      return { name: reference, bytes: await file.readFile() };
    } finally {
      await file.close();
    }
  }
  if (found) throw new CliError(`${reference} is not a file.`, { code: "not_a_file", file: reference, hint: "Name the OpenAPI document itself." });
  const git = /^(?<revision>[^:\s]+):(?<path>.+)$/.exec(reference)?.groups;
  if (git?.["revision"] && git["path"] && !/^[a-z]+:\/\//i.test(reference)) {
    const bytes = await readFromGit(git["revision"], git["path"], cwd);
    if (bytes.byteLength > MAX_CONTRACT_BYTES) throw tooLarge(reference, bytes.byteLength);
    return { name: reference, bytes };
  }
  throw new CliError(`There is no file ${reference}.`, {
    code: "file_not_found",
    file: reference,
    hint: /^https?:/i.test(reference)
      ? "Addresses are not read yet: download the document first, for example with `curl -o base.json …`."
      : "Check the path, or export the document first: `surety init` shows how for your framework.",
  });
}

/** Parses a document, or says what is wrong with it, where, and what to do. */
export async function readDocument(file: DocumentFile): Promise<Contract> {
  const { readContract } = await import("@surety/engine-spec/read-contract");
  const result = readContract(file.bytes);
  if (result.ok) return result.contract;
  const [first] = result.problems;
  throw new CliError(`${file.name} is not a contract: ${first.message}`, {
    code: "not_a_contract",
    file: file.name,
    problems: result.problems,
    hint: first.hint ?? "Surety reads OpenAPI 3.0, 3.1, 3.2 and Swagger 2.0, as JSON or YAML.",
  });
}

function tooLarge(name: string, bytes: number): CliError {
  return new CliError(`${name} has ${(bytes / 1024 / 1024).toFixed(1)} MiB; a contract has at most ${MAX_CONTRACT_BYTES / 1024 / 1024} MiB.`, {
    code: "document_too_large",
    file: name,
    hint: "Check that this is the OpenAPI document; if it is, split the service's contract.",
  });
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MAX_CONTRACT_BYTES) throw tooLarge("standard input", size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
