#!/usr/bin/env node
// The bundle is built by set-up; this launcher exists before it does, so that `npx surety` is linked at install.
import { existsSync } from "node:fs";

const bundle = new URL("../dist/surety.js", import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  process.stderr.write("surety: the command line is not built yet.\nRun `npm start`, or `npx pnpm build`, in the workspace root first.\n");
  process.exitCode = 2;
}
