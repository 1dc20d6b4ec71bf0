import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** A gzip of JSON from the shared corpus, or null where the corpus is not there. */
export function readCorpus<Content>(path: string): Content | null {
  const url = new URL(`../../../../shared/corpus/${path}`, import.meta.url);
  return existsSync(url) ? JSON.parse(gunzipSync(readFileSync(url)).toString("utf8")) : null;
}
