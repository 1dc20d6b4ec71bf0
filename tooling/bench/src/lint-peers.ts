import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The one place that says which linters we compare with. */
const NPM = { "@stoplight/spectral-cli": "6.16.3", "@redocly/cli": "2.77.0" } as const;
const VACUUM = { module: "github.com/daveshanley/vacuum", version: "v0.24.0" } as const;

/** A linter of somebody else's; or why it is not here. */
export interface LintPeer {
  readonly name: string;
  readonly program?: string;
  readonly missing?: string;
  arguments(document: string): readonly string[];
  /** The number of findings in what it prints. */
  count(stdout: string): string;
}

/** The peers with the rules that they recommend, all findings printed. `folder` is for their settings. */
export function lintPeers(folder: string): readonly LintPeer[] {
  const ruleset = join(folder, "spectral.yaml");
  writeFileSync(ruleset, "extends: spectral:oas\n");
  const npm = installNpm();
  const vacuum = installVacuum();
  return [
    {
      name: `spectral ${NPM["@stoplight/spectral-cli"]}`,
      ...bin(npm, "spectral"),
      arguments: (document) => ["lint", document, "--ruleset", ruleset, "--format", "json", "--quiet"],
      count: (stdout) => countJson(stdout),
    },
    {
      name: `redocly ${NPM["@redocly/cli"]}`,
      ...bin(npm, "redocly"),
      arguments: (document) => ["lint", document, "--extends", "recommended", "--format", "json", "--max-problems", "1000000"],
      count: (stdout) => countJson(stdout, "problems"),
    },
    {
      name: `vacuum ${VACUUM.version}`,
      ...vacuum,
      arguments: (document) => ["spectral-report", "--no-style", "--stdout", "--ruleset", ruleset, document],
      count: (stdout) => countJson(stdout),
    },
  ];
}

type Installed = { readonly program: string } | { readonly missing: string };

function bin(installed: Installed, name: string): Installed {
  return "program" in installed ? { program: join(installed.program, "node_modules", ".bin", name) } : installed;
}

/** Once, into the user's cache: they are too heavy to be dependencies of the repository. */
function installNpm(): Installed {
  const folder = cacheFolder(`lint-peers-${Object.values(NPM).join("-")}`);
  const names = ["spectral", "redocly"].map((name) => join(folder, "node_modules", ".bin", name));
  if (names.every((name) => existsSync(name))) return { program: folder };
  const packages = Object.entries(NPM).map(([name, version]) => `${name}@${version}`);
  process.stdout.write(`Installing ${packages.join(" and ")} (once) …\n`);
  const options = ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts"];
  const done = spawnSync("npm", [...options, ...packages], { encoding: "utf8", timeout: 600_000 });
  return done.status === 0 ? { program: folder } : { missing: `npm could not install it: ${lastLine(done.stderr)}` };
}

function installVacuum(): Installed {
  const folder = cacheFolder(`vacuum-${VACUUM.version}`);
  const program = join(folder, "vacuum");
  if (existsSync(program)) return { program };
  if (spawnSync("go", ["version"]).status !== 0) return { missing: "`go` is not installed" };
  process.stdout.write(`Building ${VACUUM.module}@${VACUUM.version} (once) …\n`);
  writeFileSync(join(folder, "go.mod"), `module bench\n\ngo 1.25\n\nrequire ${VACUUM.module} ${VACUUM.version}\n`);
  const built = spawnSync("go", ["build", "-mod=mod", "-o", program, VACUUM.module], { cwd: folder, encoding: "utf8", timeout: 1_200_000 });
  return existsSync(program) ? { program } : { missing: `\`go build ${VACUUM.module}\` failed: ${lastLine(built.stderr)}` };
}

function cacheFolder(name: string): string {
  const folder = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "surety-bench", name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.slice(0, 160) ?? "it took too long";
}

/** The length of a list, or of the list in a member. */
function countJson(stdout: string, member?: string): string {
  try {
    const start = stdout.search(/[[{]/);
    const value: unknown = JSON.parse(stdout.slice(start));
    const list: unknown = member === undefined || typeof value !== "object" || value === null ? value : Reflect.get(value, member);
    return Array.isArray(list) ? String(list.length) : "?";
  } catch {
    return "?";
  }
}
