// One file, so that it starts fast: parts behind `import()` stay unevaluated until a command needs them.
import { build } from "esbuild";

/** zod's messages in fifty languages are a third of the bundle, and every start would read them. */
const onlyEnglish = {
  name: "only-english",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export {};", loader: "js" }));
  },
};

await build({
  entryPoints: ["src/main.ts"],
  outfile: process.argv[2] ?? "dist/surety.js",
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
  plugins: [onlyEnglish],
  logLevel: "warning",
});
