import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";

/** The checkout that this file is in. */
export const ownCheckout = join(import.meta.dirname, "../../..");

/** Copies a checkout's builds of server and worker, so that a build beside a run does not change what runs. */
export function copyImage(folder: string, checkout = ownCheckout): void {
  for (const app of ["server", "worker"]) {
    const from = join(checkout, "apps", app, "dist");
    if (!existsSync(join(from, `${app}.js`))) throw new Error(`Not built: apps/${app}/dist/${app}.js. Run: pnpm run build`);
    cpSync(from, join(folder, app), { recursive: true, filter: (file) => !/\/dist\/types\b|\.map$/.test(file) });
  }
}
