import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const VERSION = "0.1.0";

/** Of Surety, with the digest of the program that runs: `0.1.0+3f9c2e10`. Two builds of one version differ in it. */
export function buildVersion(entry: string): string {
  const digest = createHash("sha256")
    .update(readFileSync(fileURLToPath(entry)))
    .digest("hex");
  return `${VERSION}+${digest.slice(0, 8)}`;
}
