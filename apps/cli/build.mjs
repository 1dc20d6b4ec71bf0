// Bundled, so that it starts fast. What is behind `import()` becomes a file of its own, read when a command needs it.
import { copyFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = process.argv[2] ?? "dist";
const source = fileURLToPath(new URL("src", import.meta.url));

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

/** commander can run programs as commands; we have none, and loading what it takes costs 3 ms of CPU. */
const noPrograms = {
  name: "no-programs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: "none", namespace: "programs" } : undefined,
    );
    onLoad({ filter: /./, namespace: "programs" }, () => ({ contents: "export {};" }));
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

/** Commands that a start should not make wait: one file for all three, whose compiled code src/start keeps for the next run. */
const OFFLINE = ["lint", "diff", "check"];

const common = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
};

const esm = {
  format: "esm",
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
};

/** A file that src/start/load-part.ts runs; returns its name. Its hash is of its content: so is what is kept of it. */
async function buildPart(name, entry, options) {
  const { metafile } = await build({
    ...common,
    ...options,
    entryPoints: { [name]: entry },
    outdir: join(folder, "parts"),
    entryNames: "[name]-[hash]",
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    banner: { js: '(function(require,loadBeside,importUrl){"use strict";const module={exports:{}};' },
    footer: { js: "return module.exports})" },
    metafile: true,
  });
  return basename(Object.keys(metafile.outputs)[0]);
}

/** Both builds load the automata from one file, and lend it the class that it throws: they look for their own. */
const patternsOf = (load, file) => ({
  name: "patterns",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@surety\/engine-schema\/pattern-language$/ }, ({ path }) => ({ path, namespace: "patterns" }));
    const loading = {
      loadBeside: `loadBeside(${JSON.stringify(file)}, { budget })`,
      loadPart: `loadPart(fileURLToPath(new URL(${JSON.stringify(`./${file}`)}, import.meta.url)), { budget })`,
    };
    const imports = 'import { fileURLToPath } from "node:url"; import { loadPart } from "./start/load-part.ts";';
    onLoad({ filter: /./, namespace: "patterns" }, () => ({
      contents: `${load === "loadPart" ? imports : ""}
        import * as budget from "@surety/engine-schema/out-of-budget";
        export const { wordsOf } = ${loading[load]};`,
      resolveDir: source,
    }));
  },
});

const commandsOf = (isOffline) => ({
  name: "commands",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/commands\/[\w-]+\.ts$/ }, ({ path }) =>
      OFFLINE.includes(basename(path, ".ts")) === isOffline ? undefined : { path, namespace: "elsewhere" },
    );
    onLoad({ filter: /./, namespace: "elsewhere" }, ({ path }) => ({ contents: `throw new Error("${path} is in the other build.");` }));
  },
});

/** `import()` needs a module to start from, which code out of V8's cache has not: src/start/load-part.ts does it. */
const importedOutside = {
  name: "imported-outside",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]import-url\.ts$/ }, () => ({ contents: "const outside = importUrl; export { outside as importUrl };" }));
  },
};

const sharedBudget = {
  name: "shared-budget",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/out-of-budget\.ts$/ }, () => ({ path: "budget", external: true }));
  },
};

await rm(join(folder, "parts"), { recursive: true, force: true });
const patterns = await buildPart("patterns", "../../packages/engine-schema/src/pattern-language.ts", { plugins: [sharedBudget] });
const offline = await buildPart("offline", "src/main.ts", {
  plugins: [onlyEnglish, onlyConnections, noPrograms, latePatterns, patternsOf("loadBeside", patterns), importedOutside, commandsOf(true)],
});
const others = await build({
  ...common,
  ...esm,
  entryPoints: { main: "src/main.ts" },
  outdir: join(folder, "parts"),
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  splitting: true,
  metafile: true,
  plugins: [onlyEnglish, onlyConnections, noPrograms, latePatterns, patternsOf("loadPart", patterns), commandsOf(false)],
});
const [main] = Object.entries(others.metafile.outputs).find(([, { entryPoint }]) => entryPoint === "src/main.ts");
await build({
  ...common,
  ...esm,
  entryPoints: { surety: "src/start.ts" },
  external: ["./parts/*"],
  outdir: folder,
  define: {
    ...common.define,
    OFFLINE: JSON.stringify({ commands: OFFLINE, file: `./parts/${offline}` }),
    OTHERS: JSON.stringify(`./parts/${basename(main)}`),
  },
});

// For `$schema` of surety.json, where no server is known.
await copyFile(new URL("../../docs/schemas/config.schema.json", import.meta.url), join(folder, "surety.schema.json"));
