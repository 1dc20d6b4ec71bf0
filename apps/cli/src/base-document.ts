import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { CliError } from "./cli-error.ts";
import { type DocumentFile, loadDocument } from "./documents.ts";
import { isUrl } from "./is-url.ts";
import type { Output } from "./output/output.ts";

interface BaseContext {
  /** The document that is looked at. */
  readonly reference: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly output: Output;
  /** How the user named it: `--against`. */
  readonly option: string;
}

/**
 * What a document is compared with: a file, an address, `REVISION:PATH`, or a revision alone, which means the same path
 * there; where it is not committed, it is exported.
 */
export async function loadBase(against: string, { reference, headers, output, option }: BaseContext): Promise<DocumentFile> {
  const isFile = await stat(against).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile || against === "-" || against.includes(":")) return loadDocument(against, headers);
  if (isUrl(reference) || reference === "-") {
    throw new CliError(
      `${option} ${against} means the same file there, and the document is no file: it is ${reference === "-" ? "standard input" : "at an address"}.`,
      { code: "base_unclear", hint: `Name the file too, for example \`${option} ${against}:openapi.yaml\`.` },
    );
  }
  try {
    return await loadDocument(`${against}:${relative(process.cwd(), reference)}`);
  } catch (error) {
    const { NotInRevision } = await import("./git.ts");
    if (!(error instanceof NotInRevision)) throw error;
    const { exportAtRevision } = await import("./export-at-revision.ts");
    const exported = await exportAtRevision(against, reference, output);
    if (exported === null) throw error;
    return exported;
  }
}
