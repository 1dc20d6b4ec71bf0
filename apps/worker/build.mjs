import { build } from "esbuild";

/** Libraries that are CommonJS ask for `require`, which a module has not. */
const banner = {
  js: 'import { createRequire as surety_createRequire } from "node:module"; const require = surety_createRequire(import.meta.url);',
};

// The image has no node_modules: everything goes into the bundle.
await build({
  entryPoints: { worker: "src/main.ts", "engine-child": "../../packages/sandbox/src/child.ts" },
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  banner,
  // Optional parts of libraries, which are looked for and not needed.
  external: ["pg-native"],
  legalComments: "none",
  logLevel: "warning",
});
