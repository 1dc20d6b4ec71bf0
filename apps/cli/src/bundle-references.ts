import { MAX_CONTRACT_BYTES } from "@surety/model/contracts";
import { joinPointer } from "@surety/model/pointer";
import type { Contract, RawNode, RawObject } from "@surety/engine-spec/contract";
import { isRawObject } from "@surety/engine-spec/raw-nodes";
import { type Fragment, readFragment } from "@surety/engine-spec/read-fragment";
import { CliError } from "./cli-error.ts";
import type { DocumentFile } from "./documents.ts";
import type { ReferenceSource } from "./reference-source.ts";
import { ReferencedFiles } from "./referenced-files.ts";

/** What holds data of messages, or members of tools: a `$ref` in it is no reference. */
const DATA = new Set(["example", "default", "const", "enum", "value"]);
/** What maps names, which may be any of the above, to objects. */
const MAPS = new Set(
  "properties patternProperties $defs definitions dependentSchemas schemas parameters responses headers examples requestBodies callbacks links paths pathItems webhooks securitySchemes content encoding mapping".split(
    " ",
  ),
);

/** One file of a bundle. */
export interface BundlePart {
  /** From the document's folder. */
  readonly name: string;
  /** Where it stands in the bundle. */
  readonly pointer: string;
  readonly fragment: Fragment;
}

export interface Bundle {
  readonly bytes: Uint8Array;
  /** Without the document itself. */
  readonly parts: readonly BundlePart[];
}

/**
 * Puts the local files that a document refers to into it, whole and under the names that they have, and points the
 * references there: cycles and files that several refer to need nothing special. Null when it refers to none.
 * @throws CliError when a file is missing, unreadable, outside of the repository, or all are larger than a contract.
 */
export async function bundleReferences(file: DocumentFile, contract: Contract): Promise<Bundle | null> {
  const files = await referencesOf(file);
  if (files === null) return null;
  const home = contract.dialect === "swagger-2.0" ? "" : "/components";
  const bundler = new Bundler(files, `${home}/x-bundled`);
  const root = bundler.rewrite(contract.document, files.document);
  await bundler.readAll();
  if (bundler.parts.length === 0 || !isRawObject(root)) return null;
  const bundled: RawObject = Object.assign(emptyObject(), Object.fromEntries(bundler.values));
  if (home === "") root["x-bundled"] = bundled;
  else {
    const components = root["components"];
    root["components"] = Object.assign(emptyObject(), isRawObject(components) ? components : {}, { "x-bundled": bundled });
  }
  return { bytes: new TextEncoder().encode(JSON.stringify(root, null, 1)), parts: bundler.parts };
}

async function referencesOf({ path, origin, changed }: DocumentFile): Promise<ReferenceSource | null> {
  if (origin === null) return null;
  if ("fetched" in origin) return (await import("./fetched-document.ts")).fetchedReferences(origin.fetched);
  if (path === null) return null;
  const files = await ReferencedFiles.around(path, origin.revision);
  if (changed === undefined) return files;
  return {
    document: files.document,
    maxFiles: files.maxFiles,
    nameOf: (file) => files.nameOf(file),
    resolve: (address, from) => files.resolve(address, from),
    read: async (file, referrer) => changed.get(file) ?? files.read(file, referrer),
  };
}

class Bundler {
  readonly parts: BundlePart[] = [];
  readonly values = new Map<string, RawNode>();
  readonly #files: ReferenceSource;
  readonly #home: string;
  /** Files to read, and who refers to each first. */
  readonly #wanted = new Map<string, string>();
  #size = 0;

  constructor(files: ReferenceSource, home: string) {
    this.#files = files;
    this.#home = home;
  }

  async readAll(): Promise<void> {
    for (const [path, referrer] of this.#wanted) {
      const name = this.#files.nameOf(path);
      const { maxFiles } = this.#files;
      if (this.parts.length >= maxFiles) throw tooMuch(`more than ${maxFiles} files`, name);
      const read = readFragment(await this.#files.read(path, referrer));
      if (!read.ok) {
        throw new CliError(`${name}, which ${referrer} refers to, cannot be read.`, {
          code: "not_a_contract",
          file: name,
          problems: read.problems,
          hint: "A file that a contract refers to is JSON or YAML.",
        });
      }
      this.parts.push({ name, pointer: joinPointer(this.#home, name), fragment: read.fragment });
      const value = this.rewrite(read.fragment.value, path);
      // Its references have been resolved against its file: an `$id` would have them resolved again.
      if (isRawObject(value)) for (const key of ["$id", "$schema"]) delete value[key];
      this.values.set(name, value);
    }
  }

  /** A copy of a file's value whose references lead into the bundle. Depth is limited by the parser. */
  rewrite(value: RawNode, path: string): RawNode {
    return this.#copy(value, path, "", "refs");
  }

  #copy(value: RawNode, path: string, name: string, mode: "refs" | "data"): RawNode {
    this.#size += typeof value === "string" ? value.length : 2;
    if (this.#size > MAX_CONTRACT_BYTES) throw tooMuch(`more than ${MAX_CONTRACT_BYTES / 1024 / 1024} MiB`, this.#files.nameOf(path));
    if (Array.isArray(value)) return value.map((item) => this.#copy(item, path, "", name === "examples" ? "data" : mode));
    if (!isRawObject(value)) return value;
    const isMap = MAPS.has(name);
    const copy = emptyObject();
    for (const [key, member] of Object.entries(value)) {
      this.#size += key.length;
      const isReference = mode === "refs" && typeof member === "string" && ((key === "$ref" && !isMap) || name === "mapping");
      const isData = mode === "data" || (!isMap && (DATA.has(key) || key.startsWith("x-")));
      copy[key] = isReference
        ? this.#moved(member, path, key === "$ref")
        : this.#copy(member, path, isMap ? "" : key, isData ? "data" : "refs");
    }
    return copy;
  }

  /** Where a reference leads in the bundle; as it was when it leads to the network, or is a plain name of a mapping. */
  #moved(text: string, from: string, isReference: boolean): string {
    const hash = text.indexOf("#");
    const address = hash === -1 ? text : text.slice(0, hash);
    const fragment = hash === -1 ? "" : text.slice(hash + 1);
    if (address === "" ? from === this.#files.document : !isReference && !/\/|\.(?:json|ya?ml)$/i.test(address)) return text;
    const path = address === "" ? from : this.#files.resolve(address, from);
    if (path === null) return text;
    if (path === this.#files.document) return `#${fragment}`;
    const name = this.#files.nameOf(path);
    if (fragment !== "" && !fragment.startsWith("/")) {
      throw new CliError(`${this.#files.nameOf(from)} refers to ${text.slice(0, 200)}, by an anchor.`, {
        code: "reference_unsupported",
        file: this.#files.nameOf(from),
        hint: `Refer to it by its place, for example \`${name}#/$defs/…\`.`,
      });
    }
    if (!this.#wanted.has(path)) this.#wanted.set(path, this.#files.nameOf(from));
    return `#${encodeURI(joinPointer(this.#home, name)).replaceAll("#", "%23")}${fragment}`;
  }
}

function emptyObject(): RawObject {
  return Object.create(null);
}

function tooMuch(what: string, name: string): CliError {
  return new CliError(`The document and what it refers to have ${what}.`, {
    code: "document_too_large",
    file: name,
    hint: "Bundle less into one contract, or split it into several.",
  });
}
