import { cpSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/**
 * A folder with what the image has, by the Dockerfile's own lines: built files without node_modules around them. What
 * runs here runs there.
 */
export function layOutImage(): string {
  const folder = mkdtempSync(join(tmpdir(), "surety-image-"));
  const dockerfile = readFileSync(join(root, "tooling/deploy/Dockerfile"), "utf8");
  const copies = [...dockerfile.matchAll(/^COPY --from=build \/src\/(\S+) \.\/(\S+)$/gm)];
  if (copies.length === 0) throw new Error("tooling/deploy/Dockerfile copies nothing from its build");
  for (const [, from = "", to = ""] of copies) {
    const source = join(root, from);
    if (!existsSync(source)) throw new Error(`Not built: ${from}. Run: pnpm run build`);
    cpSync(source, join(folder, to), { recursive: true, filter: (file) => !file.endsWith(".map") && !/\/dist\/types\b/.test(file) });
  }
  return folder;
}
