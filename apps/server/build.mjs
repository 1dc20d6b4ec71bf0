import { cp } from "node:fs/promises";
import { build } from "esbuild";

const at = (path) => new URL(path, import.meta.url).pathname;

/** Libraries that are CommonJS ask for `require`, which a module has not. */
const banner = {
  js: 'import { createRequire as surety_createRequire } from "node:module"; const require = surety_createRequire(import.meta.url);',
};

await build({
  entryPoints: {
    server: at("src/main.ts"),
    migrate: at("src/migrate-main.ts"),
    "reset-password": at("src/reset-password-main.ts"),
    "engine-child": at("../../packages/sandbox/src/child.ts"),
  },
  outdir: at("dist"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  banner,
  // Optional parts of libraries, which are looked for and not needed.
  external: ["pg-native", "bun:sqlite", "cloudflare:workers"],
  legalComments: "none",
  logLevel: "warning",
});
await cp(at("../../packages/db/migrations"), at("dist/migrations"), { recursive: true });
await cp(at("../../tooling/examples/documents"), at("dist/demo"), { recursive: true });
