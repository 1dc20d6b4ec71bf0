import { register } from "node:module";
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { standIns } from "./spectral-stand-ins.ts";

let isReady = false;

/**
 * Imports a ruleset or a function of a team's own. Where Spectral's packages are not installed, ours stand in for them;
 * TypeScript is stripped by Node 22.18 and later, before that by esbuild or typescript when the project has one.
 */
export async function importModule(path: string): Promise<unknown> {
  if (!isReady) {
    register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, { data: { standIns } });
    isReady = true;
  }
  const url = pathToFileURL(path);
  // A module that has changed is read again.
  url.searchParams.set("changed", String(statSync(path).mtimeMs));
  try {
    const module: object = await import(url.href);
    // Of CommonJS, Node guesses some names beside the default.
    return "default" in module ? module.default : module;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = error instanceof SyntaxError ? (error.stack?.split("\n", 1)[0] ?? "").replace(url.href, path) : "";
    throw new Error(place.startsWith(path) ? `${message} (${place})` : message.replaceAll(url.href, path), { cause: error });
  }
}

/** Runs in Node's loader thread. */
const HOOKS = `
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
let standIns = {};
export function initialize(data) { standIns = data.standIns; }
export async function resolve(specifier, context, next) {
  try { return await next(specifier, context); }
  catch (error) {
    if (!Object.hasOwn(standIns, specifier) || error?.code !== "ERR_MODULE_NOT_FOUND") throw error;
    return { url: "surety:" + specifier, shortCircuit: true };
  }
}
export async function load(url, context, next) {
  if (url.startsWith("surety:")) return { format: "module", source: standIns[url.slice(7)], shortCircuit: true };
  const { protocol, pathname } = new URL(url);
  if (protocol !== "file:" || /[\\/]node_modules[\\/]/.test(pathname)) return next(url, context);
  const path = fileURLToPath(url);
  if (!/\\.[cm]?ts$/.test(pathname) || process.features.typescript) return next(url, context);
  return { format: "module", source: strip(await readFile(path, "utf8"), path), shortCircuit: true };
}
function strip(source, path) {
  const require = createRequire(path);
  const load = (name) => { try { return require(name); } catch { return {}; } };
  const { transformSync } = load("esbuild");
  if (transformSync) return transformSync(source, { loader: "ts", format: "esm", sourcefile: path }).code;
  const { transpileModule } = load("typescript");
  if (transpileModule) return transpileModule(source, { compilerOptions: { module: 99, target: 9 }, fileName: path }).outputText;
  throw new Error("TypeScript is read by Node 22.18 and later, and this is " + process.version + "; install esbuild beside it (npm install --save-dev esbuild), or write it in JavaScript");
}
`;
