import type { Stats } from "node:fs";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";

/** What is kept at most, of all builds; what was written first goes first. */
const MOST_BYTES = 12_000_000;
const CHECKSUM_BYTES = 4;

/**
 * What V8 made of our code, kept in the user's cache folder so that the next start need not make it again. It is code:
 * a folder that belongs to someone else, or that others may write to, is neither read nor written.
 */
export class CodeCache {
  readonly #folder: string | null;
  readonly #mayWrite: boolean;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.#folder = env["SURETY_CODE_CACHE"] === "0" ? null : codeFolder(env);
    this.#mayWrite = !env["CI"]; // the next job has another machine
  }

  /** The compiled code of a part in a build, undefined when there is none that is whole. */
  read(part: string): Buffer | undefined {
    if (this.#folder === null) return undefined;
    try {
      if (!isOwn(this.#folder)) return undefined;
      const bytes = readFileSync(join(this.#folder, fileNameOf(part)));
      const code = bytes.subarray(0, -CHECKSUM_BYTES);
      // V8 looks at versions and lengths only, and damaged code would crash the process.
      if (checksumOf(code).equals(bytes.subarray(-CHECKSUM_BYTES))) return code;
      debug(`${part} is damaged`);
    } catch (error) {
      if (!isMissing(error)) debug(error);
    }
    return undefined;
  }

  /** Never fails: a start without a cache is only slower. */
  write(part: string, code: () => Buffer): void {
    if (this.#folder === null || !this.#mayWrite) return;
    try {
      store(this.#folder, fileNameOf(part), code);
    } catch (error) {
      debug(error);
    }
  }
}

function store(folder: string, name: string, code: () => Buffer): void {
  if (!belongsToUser(statSync(nearestFolder(folder)))) return debug(`${folder} would be in a folder of another user`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isOwn(folder)) return debug(`${folder} is another user's, or open to others`);
  const whole = code();
  const temporary = join(folder, `${name}.${process.pid}`);
  try {
    writeFileSync(temporary, Buffer.concat([whole, checksumOf(whole)]), { mode: 0o600, flag: "wx" });
    renameSync(temporary, join(folder, name));
  } finally {
    rmSync(temporary, { force: true });
  }
  removeOldest(folder);
}

function removeOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => ({ path: join(folder, name), ...known(join(folder, name)) }));
  let bytes = 0;
  for (const { path, size } of files.toSorted((left, right) => right.mtimeMs - left.mtimeMs)) {
    bytes += size;
    if (bytes > MOST_BYTES) rmSync(path, { force: true });
  }
}

function known(path: string): { readonly size: number; readonly mtimeMs: number } {
  return statSync(path, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
}

/** V8's tag says its version, its flags and the features of the processor. */
function fileNameOf(part: string): string {
  return `${part}-node-${process.versions.node}-${process.arch}-${cachedDataVersionTag()}`;
}

function checksumOf(code: Buffer): Buffer {
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(process.getBuiltinModule("node:zlib").crc32(code)); // loaded by those who need it: it takes 2 ms
  return checksum;
}

/** Null where there is no home. */
function codeFolder(env: NodeJS.ProcessEnv): string | null {
  const known = env["XDG_CACHE_HOME"] ?? "";
  try {
    return join(isAbsolute(known) ? known : usualFolder(env), "surety", "code");
  } catch (error) {
    debug(error);
    return null;
  }
}

function usualFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
  if (process.platform === "win32") return env["LOCALAPPDATA"] || join(homedir(), "AppData", "Local");
  return join(homedir(), ".cache");
}

/** A folder that is there: this one, or the first above it. */
function nearestFolder(folder: string): string {
  let nearest = folder;
  while (statSync(nearest, { throwIfNoEntry: false }) === undefined && dirname(nearest) !== nearest) nearest = dirname(nearest);
  return nearest;
}

/** Windows shows no modes: a profile is its user's. */
function isOwn(folder: string): boolean {
  const stats = statSync(folder);
  return belongsToUser(stats) && (process.platform === "win32" || (stats.mode & 0o022) === 0);
}

/** With sudo, the home may be another's. */
function belongsToUser({ uid }: Stats): boolean {
  return process.geteuid === undefined || uid === process.geteuid();
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function debug(problem: unknown): void {
  if (!process.env["SURETY_DEBUG"]) return;
  process.stderr.write(`code cache: ${problem instanceof Error ? problem.message : String(problem)}\n`);
}
