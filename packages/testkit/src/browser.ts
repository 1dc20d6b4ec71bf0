import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

/** A Chromium with the environment that it needs, or why there is none and how to get one. */
export type Browser =
  | { executable: string; environment: Record<string, string>; skip?: undefined }
  | { executable?: undefined; skip: string };

const run = promisify(execFile);
const cache = join(import.meta.dirname, "../../../node_modules/.cache");
const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const howToGetOne = "install one (apt-get install chromium), or set CHROMIUM_PATH=/path/to/chromium";

/** Takes CHROMIUM_PATH, else a Chromium on PATH, else unpacks the one of the package registry (once, about 7 s). */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const asked = env["CHROMIUM_PATH"];
  if (asked) {
    const problem = await startProblem(asked, {});
    return problem
      ? { skip: `CHROMIUM_PATH=${asked} does not start (${problem}): ${howToGetOne}` }
      : { executable: asked, environment: {} };
  }
  for (const executable of onPath(env["PATH"] ?? "")) {
    if (!(await startProblem(executable, {}))) return { executable, environment: {} };
  }
  if (process.platform !== "linux" || process.arch !== "x64") return { skip: `no Chromium: ${howToGetOne}` };
  return await unpackedBrowser();
}

function onPath(path: string): string[] {
  const candidates = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.filter((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Unpacked by version: the package would take a Chromium that another version left in its folder. */
async function unpackedBrowser(): Promise<Browser> {
  try {
    const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    const version = /"version":\s*"([^"]+)"/.exec(readFileSync(join(dirname(entry), "../../package.json"), "utf8"))?.[1] ?? "unknown";
    const folder = join(cache, `chromium-${version}`);
    if (!existsSync(folder)) await unpack(entry, folder);
    const executable = join(folder, "chromium");
    const fonts: Record<string, string> = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(folder, "fonts") };
    const withLibraries = { ...fonts, LD_LIBRARY_PATH: join(folder, "al2023/lib") };
    for (const environment of [fonts, withLibraries]) {
      if (!(await startProblem(executable, environment))) return { executable, environment };
    }
    return {
      skip: `the Chromium of @sparticuz/chromium does not start here (${await startProblem(executable, withLibraries)}): ${howToGetOne}`,
    };
  } catch (error) {
    return { skip: `Chromium could not be unpacked (${error instanceof Error ? error.message : String(error)}): ${howToGetOne}` };
  }
}

async function unpack(entry: string, folder: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const staging = mkdtempSync(join(cache, "new-"));
  try {
    const script = `const { default: chromium } = await import(${JSON.stringify(entry)}); await (chromium.default ?? chromium).executablePath()`;
    // The package adds its own copy of the system libraries only where it believes to run on this platform.
    const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
    await run(process.execPath, ["-e", `(async () => { ${script} })()`], { env, timeout: 120_000 });
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

async function startProblem(executable: string, environment: Record<string, string>): Promise<string | undefined> {
  try {
    await run(executable, ["--version"], { env: { ...process.env, ...environment }, timeout: 30_000 });
    return undefined;
  } catch (error) {
    const text = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
    return text.trim().split("\n").at(-1) || (error instanceof Error ? error.message : String(error));
  }
}
