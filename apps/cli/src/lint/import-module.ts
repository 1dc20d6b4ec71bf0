import { createRequire, register } from "node:module";
import { statSync } from "node:fs";
import { sep } from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { importUrl } from "./import-url.ts";
import { standIns } from "./spectral-stand-ins.ts";

const { port1: imports, port2: hooks } = new MessageChannel();
let isReady = false;
/** Of each module that was imported, the local files that it consists of. */
const consistsOf = new Map<string, ReadonlySet<string>>();

/** A module and the local files that it imports, directly or not; those of packages are no part of it. */
export function filesOfModule(path: string): ReadonlySet<string> {
  return consistsOf.get(path) ?? new Set([path]);
}

/**
 * Imports a ruleset or a function of a team's own. Where Spectral's packages are not installed, ours stand in for them;
 * TypeScript is stripped by Node 22.18 and later, before that by esbuild or typescript when the project has one.
 */
export async function importModule(path: string): Promise<unknown> {
  if (!isReady) {
    register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, { data: { standIns, imports: hooks }, transferList: [hooks] });
    isReady = true;
  }
  const url = pathToFileURL(path);
  const { cache } = createRequire(path);
  // A module that has changed is read again, and so is all that it imports: one of them is what has changed.
  url.searchParams.set("changed", String(Math.max(...[...filesOfModule(path)].map(changedAt))));
  for (const file of filesOfModule(path)) delete cache[file];
  const before = new Set(Object.keys(cache));
  try {
    const module: object = await importUrl(url.href);
    // Of CommonJS, Node guesses some names beside the default.
    return "default" in module ? module.default : module;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = error instanceof SyntaxError ? (error.stack?.split("\n", 1)[0] ?? "").replace(url.href, path) : "";
    throw new Error(place.startsWith(path) ? `${message} (${place})` : message.replaceAll(url.href, path), { cause: error });
  } finally {
    const files = new Set([path, ...Object.keys(cache).filter((file) => !before.has(file) && !file.includes(`${sep}node_modules${sep}`))]);
    for (let each = receiveMessageOnPort(imports); each !== undefined; each = receiveMessageOnPort(imports))
      files.add(String(each.message));
    consistsOf.set(path, files);
  }
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Runs in Node's loader thread. */
const HOOKS = `
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
let standIns = {};
let imports;
export function initialize(data) { ({ standIns, imports } = data); }
export async function resolve(specifier, context, next) {
  try {
    const found = await next(specifier, context);
    const changed = context.parentURL?.startsWith("file:") ? new URL(context.parentURL).searchParams.get("changed") : null;
    if (changed === null || !found.url.startsWith("file:") || /[\\/]node_modules[\\/]/.test(found.url)) return found;
    const url = new URL(found.url);
    imports.postMessage(fileURLToPath(url));
    url.searchParams.set("changed", changed);
    return { ...found, url: url.href };
  } catch (error) {
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
