import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readImports, type SourceImport } from "./read-imports.ts";

export const workspaceRoot = join(import.meta.dirname, "../../..");

export interface SourceFile {
  /** Relative to the workspace root. */
  path: string;
  /** Relative to its package. */
  place: string;
  text: string;
  imports: SourceImport[];
  isTest: boolean;
}

export interface Member {
  /** Without the scope: `engine-diff`. */
  name: string;
  /** apps, packages or tooling. */
  group: string;
  folder: string;
  /** Names in dependencies and devDependencies. */
  declared: Set<string>;
  /** Workspace members named there, without the scope. */
  workspaceDependencies: string[];
  /** Folders in the references of its tsconfig files, relative to the workspace root. */
  references: Set<string>;
  files: SourceFile[];
}

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const scope = "@surety/";
const notSource = new Set(["node_modules", "dist", "test-results", "playwright-report", ".turbo", ".venv", "public"]);

export function readWorkspace(): Member[] {
  return ["apps", "packages", "tooling"].flatMap((group) =>
    readdirSync(join(workspaceRoot, group))
      .sort()
      .map((name) => join(workspaceRoot, group, name))
      .filter((folder) => existsSync(join(folder, "package.json")))
      .map((folder) => readMember(group, folder)),
  );
}

function readMember(group: string, folder: string): Member {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const declared = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies }));
  const files = sourcesIn(folder).map((path) => {
    const text = readFileSync(path, "utf8");
    const place = relative(folder, path);
    const isTest = /(^|\/)tests?\//.test(place) || /\.(test|spec)\.[cm]?tsx?$/.test(place) || /\.config\.[cm]?[jt]s$/.test(place);
    return { path: relative(workspaceRoot, path), place, text, imports: readImports(text), isTest };
  });
  return {
    name: withoutScope(manifest.name),
    group,
    folder: relative(workspaceRoot, folder),
    declared,
    workspaceDependencies: [...declared].filter((name) => name.startsWith(scope)).map(withoutScope),
    references: referencesIn(folder),
    files,
  };
}

function withoutScope(name: string): string {
  return name.replace(scope, "");
}

/** Name of the imported workspace member, without the scope. */
export function importedMember(specifier: string): string | undefined {
  return specifier.startsWith(scope) ? specifier.slice(scope.length).split("/", 1)[0] : undefined;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notSource.has(entry.name) ? [] : sourcesIn(path);
    return /\.([cm]?ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

function referencesIn(folder: string): Set<string> {
  const configs = readdirSync(folder).filter((name) => /^tsconfig.*\.json$/.test(name));
  const paths = configs.flatMap((name) => {
    const config: { references?: { path: string }[] } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return (config.references ?? []).map((reference) => relative(workspaceRoot, join(folder, reference.path)));
  });
  return new Set(paths);
}
