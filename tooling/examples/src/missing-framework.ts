import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const examplesRoot = fileURLToPath(new URL("../", import.meta.url));

/** `SURETY_EXAMPLES_PYTHON`, or else `python3`. */
export const examplesPython = process.env["SURETY_EXAMPLES_PYTHON"] || "python3";

const compareWithPins = `
import importlib.metadata, sys
for line in open(sys.argv[1]):
    name, _, pinned = line.strip().partition("==")
    try:
        found = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        sys.exit(f"{name} is not installed")
    if found != pinned:
        sys.exit(f"{name} is {found}, the committed document was exported with {pinned}")
`;

/** Why a service cannot be run and exported as it was when its documents were committed, with how to get there; or null. */
export function missingFramework(directory: string): string | null {
  const requirements = join(examplesRoot, directory, "requirements.txt");
  const result = spawnSync(examplesPython, ["-c", compareWithPins, requirements], { encoding: "utf8" });
  if (result.status === 0) return null;
  const reason = result.error ? `${examplesPython} could not be started` : result.stderr.trim();
  const install = `python3 -m venv .venv && .venv/bin/pip install -r tooling/examples/${directory}/requirements.txt`;
  return `${reason}; get it: ${install}, then SURETY_EXAMPLES_PYTHON=$PWD/.venv/bin/python`;
}
