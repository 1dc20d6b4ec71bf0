import { access, readFile, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { SuretyClient } from "@surety/client/create-client";
import type { RulesetName } from "@surety/model/names";
import { MAX_RULESET_BYTES, type Ruleset, type RulesetListItem } from "@surety/model/rulesets";
import { CliError } from "../cli-error.ts";
import { findConfig } from "../config.ts";
import { ExitCode } from "../exit-code.ts";
import { colors } from "../output/colors.ts";
import type { Output } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import type { RulesetsListReport, RulesetsPullReport, RulesetsPushReport } from "../output/reports.ts";
import { rulesetName, rulesetTarget, versionLabel } from "../rulesets/ruleset-target.ts";
import { callServer, openServer } from "../server-call.ts";

export interface ServerOptions {
  readonly url?: string;
}

export interface PullOptions extends ServerOptions {
  readonly force: boolean;
}

export interface PushOptions extends ServerOptions {
  /** By default the file's name without its end. */
  readonly name?: string;
  /** The version that was edited, or `latest`: whatever is there. */
  readonly over?: string;
}

/** `surety rulesets list`: what the organization stores, and who uses it. */
export async function listRulesets(options: ServerOptions, output: Output): Promise<ExitCode> {
  const { client, url } = await open(options);
  const rulesets: RulesetListItem[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await callServer(url, client.rulesets.list.query({ limit: 100, ...(cursor === undefined ? {} : { cursor }) }));
    rulesets.push(...page.items);
    cursor = page.nextCursor;
  }
  const report: RulesetsListReport = { rulesets };
  if (output.format === "json") output.out(JSON.stringify(report, null, 2));
  else if (rulesets.length === 0)
    output.out(`No ruleset is stored. ${colors.dim("next")}   surety rulesets push .spectral.yaml --name house-style`);
  else output.out(rulesets.map(listLine).join("\n"));
  return ExitCode.yes;
}

function listLine(item: RulesetListItem): string {
  const { name, version, ruleCount, author, isDefault, services } = printable(item);
  const used = [
    ...(isDefault ? ["the default"] : []),
    ...(services === 0 ? [] : [`${services} ${services === 1 ? "service" : "services"}`]),
  ];
  return `${versionLabel({ name, version }).padEnd(28)} ${String(ruleCount).padStart(4)} rules, by ${author}${used.length === 0 ? "" : `  ${colors.dim(`used by ${used.join(" and ")}`)}`}`;
}

/** `surety rulesets show NAME[@VERSION]`: the text itself. */
export async function showRuleset(target: string, options: ServerOptions, output: Output): Promise<ExitCode> {
  const ruleset = await fetchRuleset(target, options);
  // Not made printable: a pipe gets what is stored.
  output.out(output.format === "json" ? JSON.stringify(ruleset, null, 2) : ruleset.source);
  return ExitCode.yes;
}

/** `surety rulesets pull NAME[@VERSION] [FILE]`: into a file, to edit it. */
export async function pullRuleset(target: string, file: string | undefined, options: PullOptions, output: Output): Promise<ExitCode> {
  const ruleset = await fetchRuleset(target, options);
  const name = file ?? `${ruleset.name}.${/^\s*\{/.test(ruleset.source) ? "json" : "yaml"}`;
  const path = resolve(name);
  if (!options.force && (await differs(path, ruleset.source)))
    throw new CliError(`${name} is there already, with another text.`, {
      code: "file_exists",
      file: name,
      hint: "Name another file, or replace it with --force.",
    });
  await writeFile(path, ruleset.source);
  const { version, etag } = ruleset;
  const report: RulesetsPullReport = { file: path, name: ruleset.name, version, etag };
  if (output.format === "json") output.out(JSON.stringify(report, null, 2));
  else {
    output.out(`${colors.green("✓")} ${printable(versionLabel(ruleset))} is in ${name}`);
    output.out(`${colors.dim("next")}   surety rulesets push ${name} --name ${ruleset.name} --over ${version}`);
  }
  return ExitCode.yes;
}

/** `surety rulesets push FILE`: stores it as the next version, unless somebody has stored another one meanwhile. */
export async function pushRuleset(file: string, options: PushOptions, output: Output): Promise<ExitCode> {
  const name = rulesetName(options.name ?? basename(file).replace(/^\.|\.(?:ya?ml|json)$/g, ""));
  const source = await readRuleset(file);
  const { client, url } = await open(options);
  const condition = await conditionFor({ client, url, name, over: options.over });
  const { created, changed, ruleset } = await callServer(url, client.rulesets.put.mutate({ ruleset: name, source, ...condition })).catch(
    (error: unknown) => Promise.reject(refused(error, { name, file, over: options.over })),
  );
  const { version, ruleCount, etag } = ruleset;
  const report: RulesetsPushReport = { name, version, etag, created, changed, ruleCount };
  if (output.format === "json") output.out(JSON.stringify(report, null, 2));
  else {
    const said = changed ? `is stored, with ${ruleCount} ${ruleCount === 1 ? "rule" : "rules"}` : "is that already; nothing has changed";
    output.out(`${colors.green("✓")} ${versionLabel({ name, version })} ${said}`);
    if (created) output.out(`${colors.dim("next")}   surety lint --ruleset org:${name}`);
  }
  return ExitCode.yes;
}

/** Makes the server refuse what would take the place of a version that was not looked at. */
async function conditionFor({
  client,
  url,
  name,
  over,
}: {
  client: SuretyClient;
  url: string;
  name: RulesetName;
  over: string | undefined;
}): Promise<{ ifMatch?: string; ifNoneMatch?: string }> {
  if (over === undefined) return { ifNoneMatch: "*" };
  if (over === "latest") return {};
  if (!/^[1-9][0-9]{0,8}$/.test(over))
    throw new CliError(`--over ${over} is no version.`, { code: "name_invalid", hint: "A number, as `pull` prints it, or `latest`." });
  const { etag } = await callServer(url, client.rulesets.get.query({ ruleset: name, version: Number(over) }));
  return { ifMatch: etag };
}

function refused(error: unknown, { name, file, over }: { name: string; file: string; over: string | undefined }): unknown {
  if (!(error instanceof CliError)) return error;
  const { message, code, exitCode, problems } = error;
  if (code === "not_a_ruleset") return new CliError(`${file} is not stored: ${message}`, { code, exitCode, problems, file, cause: error });
  if (code !== "precondition_failed") return error;
  const hint =
    over === undefined
      ? `Look at it (\`surety rulesets pull ${name}\`), then say which version yours replaces: \`--over VERSION\`.`
      : `Take its changes over (\`surety rulesets show ${name}\`), then push again with its number in --over.`;
  return new CliError(message, { code, exitCode, hint, cause: error });
}

async function fetchRuleset(target: string, options: ServerOptions): Promise<Ruleset> {
  const { name: ruleset, version } = rulesetTarget(target);
  const { client, url } = await open(options);
  return callServer(url, client.rulesets.get.query({ ruleset, ...(version === undefined ? {} : { version }) }));
}

async function open({ url }: ServerOptions): Promise<{ client: SuretyClient; url: string }> {
  const config = await findConfig(process.cwd());
  const { client, credentials } = await openServer({ option: url, config: config.url });
  return { client, url: credentials.url };
}

async function readRuleset(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new CliError(`${file} cannot be read.`, { code: "file_unreadable", file, hint: "Name the file of the ruleset.", cause });
  });
  if (bytes.byteLength > MAX_RULESET_BYTES)
    throw new CliError(`${file} has ${bytes.byteLength} bytes; rulesets of up to ${MAX_RULESET_BYTES} are stored.`, {
      code: "document_too_large",
      file,
      hint: "Split it into several that extend each other.",
    });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CliError(`${file} is not UTF-8 text.`, { code: "file_unreadable", file, hint: "Save it as UTF-8.", cause });
  }
}

async function differs(path: string, source: string): Promise<boolean> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  return isThere && (await readFile(path, "utf8").catch(() => null)) !== source;
}
