import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const ROOT = new URL("../../../../shared/corpus/", import.meta.url);

/** A decompressed file of the shared corpus, or null where the corpus is not there. */
export function readCorpusText(path: string): string | null {
  const url = new URL(path, ROOT);
  return existsSync(url) ? gunzipSync(readFileSync(url)).toString("utf8") : null;
}

export function listCorpus(folder: string): readonly string[] {
  const url = new URL(folder, ROOT);
  return existsSync(url) ? readdirSync(url).sort() : [];
}
