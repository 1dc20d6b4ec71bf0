import { open } from "node:fs/promises";
import { MAX_CONTRACT_BYTES } from "@surety/model/contracts";
import { CliError } from "./cli-error.ts";

/** The bytes of a file, a named pipe or a process substitution; null when there is nothing of that name. */
export async function readFile(path: string, name: string): Promise<Uint8Array | null> {
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

/** All of a stream, up to the size of a contract. */
export async function readAll(stream: AsyncIterable<Buffer>, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > MAX_CONTRACT_BYTES) throw tooLarge(name, size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function tooLarge(name: string, bytes: number): CliError {
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
