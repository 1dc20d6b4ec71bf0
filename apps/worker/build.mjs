import { readFileSync } from "node:fs";
import { build } from "esbuild";

/** Workspace packages go into the bundle; the npm packages that this app lists stay outside, where Node finds them. */
const { dependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
const external = Object.keys(dependencies)
  .filter((name) => !name.startsWith("@surety/"))
  .flatMap((name) => [name, `${name}/*`]);

await build({
  entryPoints: { worker: "src/main.ts", "engine-child": "../../packages/sandbox/src/child.ts" },
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  external,
  // Bundled CommonJS packages call require for Node's own modules.
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  logLevel: "warning",
});
