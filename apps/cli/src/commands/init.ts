import { access, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { ServiceName } from "@surety/model/names";
import { CliError } from "../cli-error.ts";
import { CONFIG_FILE, type Config } from "../config.ts";
import { ExitCode } from "../exit-code.ts";
import { parseName } from "../names.ts";
import type { Output } from "../output/output.ts";
import { colors } from "../output/colors.ts";

export interface InitOptions {
  readonly service?: string;
  readonly document?: string;
  readonly url?: string;
  readonly force: boolean;
}

interface Framework {
  readonly name: string;
  /** How this framework writes its OpenAPI document. */
  readonly exportCommand: string;
  readonly document: string;
}

const DOCUMENTS = [
  "openapi.json",
  "openapi.yaml",
  "openapi.yml",
  "swagger.json",
  "swagger.yaml",
  "docs/openapi.json",
  "docs/openapi.yaml",
  "api/openapi.yaml",
  "schema.yml",
];

/** `surety init`: writes surety.json from what it finds, and says what to run next. Asks nothing, so it works in scripts. */
export async function init(options: InitOptions, output: Output): Promise<ExitCode> {
  const folder = process.cwd();
  const path = join(folder, CONFIG_FILE);
  if (!options.force && (await exists(path))) {
    throw new CliError(`${CONFIG_FILE} exists already.`, {
      code: "config_exists",
      file: path,
      hint: "Edit it, or write it anew with --force.",
    });
  }
  const framework = await findFramework(folder);
  const found = options.document ?? (await firstExisting(folder, DOCUMENTS));
  const schema = await schemaReference(folder, options.url ?? process.env["SURETY_URL"]);
  const config: Config = {
    ...(schema === undefined ? {} : { $schema: schema }),
    service: parseName(ServiceName, options.service ?? serviceNameFrom(folder), "--service"),
    document: found ?? framework?.document ?? "openapi.json",
    ...(framework && (found ?? framework.document) === framework.document ? { export: framework.exportCommand } : {}),
    environment: "production",
    ...(options.url === undefined ? {} : { url: options.url }),
  };
  await writeFile(path, `${JSON.stringify(config, null, 2)}\n`);
  if (output.format === "json")
    output.out(
      JSON.stringify({ file: path, config, framework: framework?.name ?? null, exportCommand: framework?.exportCommand ?? null }, null, 2),
    );
  else output.out(nextSteps(config, framework, found !== undefined && (await exists(resolve(folder, found)))));
  return ExitCode.yes;
}

/** Where this package keeps the schema of surety.json; `node build.mjs` puts it there. */
const INSTALLED_SCHEMA = "node_modules/@surety/cli/dist/surety.schema.json";

/** What tells editors which members surety.json has: the server's address of the schema, else the installed package's file. */
async function schemaReference(folder: string, url: string | undefined): Promise<string | undefined> {
  if (url !== undefined && URL.canParse(url)) return new URL("/schemas/surety.schema.json", url).href;
  return (await exists(join(folder, INSTALLED_SCHEMA))) ? `./${INSTALLED_SCHEMA}` : undefined;
}

function nextSteps(config: Config, framework: Framework | null, isDocumentThere: boolean): string {
  const lines = [`${colors.green("✓")} wrote ${CONFIG_FILE}: service ${config.service}, document ${config.document}`];
  if (framework)
    lines.push(`  this looks like ${framework.name}; its contract is exported by`, `    ${colors.cyan(framework.exportCommand)}`);
  else if (!isDocumentThere) lines.push(`  ${config.document} is not there yet: export it from your framework, or name it with --document`);
  const steps = [
    ["surety check --against origin/main", "what would break, offline"],
    ["surety login --url URL --token TOKEN", "once, for a server"],
    ["surety publish && surety can-deploy", "the verdict"],
  ] as const;
  lines.push(colors.dim("next"), ...steps.map(([command, why]) => `    ${colors.cyan(command.padEnd(38))}${why}`));
  return lines.join("\n");
}

async function findFramework(folder: string): Promise<Framework | null> {
  const requirements = (
    await Promise.all(["requirements.txt", "pyproject.toml", "Pipfile", "setup.cfg"].map((name) => readText(join(folder, name))))
  )
    .join("\n")
    .toLowerCase();
  if (requirements.includes("drf-spectacular") || (await exists(join(folder, "manage.py")))) {
    return { name: "Django REST Framework", exportCommand: "python manage.py spectacular --file openapi.yaml", document: "openapi.yaml" };
  }
  if (requirements.includes("fastapi")) {
    return {
      name: "FastAPI",
      exportCommand: `python -c "import json; from main import app; print(json.dumps(app.openapi(), indent=2))" > openapi.json`,
      document: "openapi.json",
    };
  }
  if (requirements.includes("flask-smorest"))
    return { name: "Flask with flask-smorest", exportCommand: "flask openapi write openapi.json", document: "openapi.json" };
  if (requirements.includes("apiflask"))
    return { name: "APIFlask", exportCommand: "flask spec --output openapi.json", document: "openapi.json" };
  return null;
}

function serviceNameFrom(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  return name === "" ? "my-service" : name.slice(0, 100);
}

async function firstExisting(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) if (await exists(join(folder, name))) return name;
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}
