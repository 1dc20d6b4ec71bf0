// Bundled, so that it starts fast. What is behind `import()` becomes a file of its own, read when a command needs it.
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = process.argv[2] ?? "dist";

/** zod's messages in fifty languages are a third of the bundle, and every start would read them. */
const onlyEnglish = {
  name: "only-english",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export {};", loader: "js" }));
  },
};

/** Of undici, what packages/egress uses: the rest (fetch, caches, WebSockets) takes 60 ms of CPU to load. */
const onlyConnections = {
  name: "only-connections",
  setup({ onLoad }) {
    const contents = `
      Object.assign(require("./lib/dispatcher/dispatcher.js").prototype, require("./lib/api"));
      exports.Agent = require("./lib/dispatcher/agent.js");
      exports.buildConnector = require("./lib/core/connect.js");`;
    onLoad({ filter: /[\\/]undici[\\/]index\.js$/ }, () => ({ contents, loader: "js" }));
  },
};

/** The automata of regular expressions are a megabyte that few comparisons need: see late-patterns.ts. */
const latePatterns = {
  name: "late-patterns",
  setup({ onResolve }) {
    const late = fileURLToPath(new URL("src/late-patterns.ts", import.meta.url));
    onResolve({ filter: /^\.\/pattern-language\.ts$/ }, () => ({ path: late }));
  },
};

await rm(join(folder, "parts"), { recursive: true, force: true });
await build({
  entryPoints: { surety: "src/main.ts" },
  outdir: folder,
  chunkNames: "parts/[name]-[hash]",
  splitting: true,
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  format: "esm",
  legalComments: "none",
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [onlyEnglish, onlyConnections, latePatterns],
  logLevel: "warning",
});

// For `$schema` of surety.json, where no server is known.
await copyFile(new URL("../../docs/schemas/config.schema.json", import.meta.url), join(folder, "surety.schema.json"));
