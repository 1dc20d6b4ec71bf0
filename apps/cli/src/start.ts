import { fileURLToPath } from "node:url";
import { compileLater } from "./compile-later.ts";
import { keepCompiled, loadPart } from "./start/load-part.ts";

/** Set by build.mjs: these commands, with all that they need, are one file, whose compiled code is kept. */
declare const OFFLINE: { readonly commands: readonly string[]; readonly file: string };
/** Set by build.mjs: the file of all other commands. */
declare const OTHERS: string;

void process.stdout; // loads parts of Node.js, whose own compiled code is not taken with other flags
compileLater(); // before ours is loaded: code that was compiled with other flags is not taken from the cache

const name = process.argv.slice(2).find((arg) => !arg.startsWith("-"));
const program: typeof import("./main.ts") =
  name !== undefined && OFFLINE.commands.includes(name)
    ? loadPart(fileURLToPath(new URL(OFFLINE.file, import.meta.url)), {}, name)
    : await import(OTHERS);
if (await program.main()) process.once("exit", keepCompiled);
