import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { CliError } from "./cli-error.ts";
import { readFromGit, repositoryRoot } from "./git.ts";
import { readFile } from "./read-file.ts";
import type { ReferenceSource } from "./reference-source.ts";

/** The files around a document: on the disk, or in the git tree of its revision. */
export class ReferencedFiles implements ReferenceSource {
  readonly document: string;
  readonly maxFiles = 1000;
  readonly #revision: string | null;
  readonly #boundary: string;

  private constructor(document: string, revision: string | null, boundary: string) {
    this.document = document;
    this.#revision = revision;
    this.#boundary = boundary;
  }

  static async around(path: string, revision: string | null): Promise<ReferencedFiles> {
    const folder = dirname(path);
    return new ReferencedFiles(path, revision, (await repositoryRoot(revision === null ? folder : process.cwd())) ?? folder);
  }

  /** The path of a file as reports name it and bundles key it: from the document's folder, with `/`. */
  nameOf(path: string): string {
    return relative(dirname(this.document), path).split(sep).join("/");
  }

  /** The absolute path that a reference in the file `from` means; null when it is an address on the network. */
  resolve(address: string, from: string): string | null {
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) return null;
    return resolve(dirname(from), decoded(address.split("?")[0] ?? ""));
  }

  /** @throws CliError when there is none, or when it is outside of the repository. */
  async read(path: string, referrer: string): Promise<Uint8Array> {
    const name = this.nameOf(path);
    if (!isInside(this.#boundary, path)) throw outside(name, referrer);
    if (this.#revision !== null) {
      return readFromGit(this.#revision, relative(process.cwd(), path).split(sep).join("/"), process.cwd());
    }
    const real = await realpath(path).catch(() => null);
    if (real !== null && !isInside(await realpath(this.#boundary), real)) throw outside(name, referrer);
    const bytes = await readFile(path, name);
    if (bytes !== null) return bytes;
    throw new CliError(`There is no file ${name}, which ${referrer} refers to.`, {
      code: "file_not_found",
      file: name,
      hint: "Correct the `$ref`, or add the file.",
    });
  }
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

function outside(name: string, referrer: string): CliError {
  return new CliError(`${name}, which ${referrer} refers to, is outside of the repository.`, {
    code: "reference_outside",
    file: name,
    hint: "Only files of the same repository (without git: of the document's folder) are bundled. Copy it in.",
  });
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
