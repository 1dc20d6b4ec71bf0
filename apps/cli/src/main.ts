import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { CliError } from "./cli-error.ts";
import { ExitCode } from "./exit-code.ts";
import { FORMATS, type Format, LINT_FORMATS, type Output, PLAIN_FORMATS, processOutput, writeError } from "./output/output.ts";

const VERSION = "0.1.0";

/** What every command accepts. */
interface CommonOptions {
  readonly format: Format;
}

const program = new Command("surety")
  .description("Can this version be deployed here? Contracts, breaking changes, design rules and the deploy gate for HTTP APIs.")
  .version(VERSION)
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ outputError: () => undefined }) // said by writeError, in the wanted format
  .configureHelp({ subcommandTerm: (known) => known.name() })
  .addHelpText(
    "after",
    `
Exit codes: 0 yes, 1 no, 2 cannot be done as asked, 3 unknown, 4 server unreachable.
A document is a file, an http(s) address, REVISION:PATH in git, or - for standard input.
First time here? \`surety init\` looks at your repository and says what to run.`,
  );

function command(name: string, description: string, formats: readonly Format[] = PLAIN_FORMATS, parent = program): Command {
  return parent
    .command(name)
    .description(description)
    .addOption(new Option("--format <format>", "how to print the result").choices([...formats]).default("text"));
}

/** Several times, each one more. What is no header is said by the command, which repeats no values as commander would. */
function headerOption(): Option {
  return new Option("--header <header>", "sent with a document's address, `Name: value`; can be repeated")
    .argParser((text: string, known: readonly string[]) => [...known, text])
    .default([], "none");
}

/** Several times, each one more. */
function repeatable(flags: string, description: string): Option {
  return new Option(flags, `${description}; can be repeated`)
    .argParser((text: string, known: readonly string[]) => [...known, text])
    .default([], "none");
}

/** How changes are found and weighed, for this run. */
function withDiffSettings(known: Command): Command {
  return known
    .addOption(
      new Option("--fail-on <level>", "the lowest level that makes the exit code 1")
        .choices(["breaking", "risky", "none"])
        .default("breaking"),
    )
    .addOption(new Option("--category <category>", "which changes count: wire, also source, or all").choices(["wire", "source", "all"]))
    .addOption(repeatable("--level <kind=level>", "the level of a kind of change, for example response-enum-*=breaking"))
    .addOption(repeatable("--ignore <fingerprint>", "a change that does not count"))
    .option("--strict-readers", "readers of responses refuse fields that they do not know", false);
}

/** By which design rules, and from which severity on a finding makes the exit code 1. */
function withRules(known: Command): Command {
  return known
    .addOption(
      repeatable("--ruleset <ruleset>", "spectral:oas, surety:recommended, a file, an npm package, an address, or org:NAME of the server"),
    )
    .addOption(
      new Option("--fail-severity <severity>", "the lowest severity that makes the exit code 1; by default error").choices([
        "error",
        "warning",
        "warn",
        "info",
        "hint",
      ]),
    );
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || value > 3600) throw new InvalidArgumentError("A number of seconds from 0 to 3600.");
  return value;
}

let isCarriedOut = false;

/** Runs a command body; its failures become messages and exit codes, never stack traces. */
async function run<Options extends CommonOptions>(options: Options, body: (output: Output) => Promise<ExitCode>): Promise<void> {
  const output = processOutput(options.format);
  try {
    const code = await body(output);
    process.exitCode = code;
    isCarriedOut = code === ExitCode.yes || code === ExitCode.no;
  } catch (error) {
    await fail(output, error instanceof CliError ? error : unexpected(error));
  }
}

async function fail(output: Output, error: CliError): Promise<void> {
  await writeError(output, error);
  process.exitCode = error.exitCode;
}

function unexpected(error: unknown): CliError {
  if (process.env["SURETY_DEBUG"]) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return new CliError(`Surety failed itself: ${error instanceof Error ? error.message : String(error)}`, {
    code: "internal",
    hint: "This is a fault of ours, not of your contract. Run again with SURETY_DEBUG=1 and report what it prints.",
    cause: error,
  });
}

program.commandsGroup("Offline:");
command("init", "write surety.json for this repository and say what to run next")
  .option("--service <name>", "the service's name; by default the folder's")
  .option("--document <file>", "the OpenAPI document")
  .option("--url <url>", "the Surety server")
  .option("--force", "replace an existing surety.json", false)
  .action((options) => run(options, async (output) => (await import("./commands/init.ts")).init(options, output)));

withRules(withDiffSettings(command("check", "lint a document and find what it breaks, offline", FORMATS)))
  .argument("[document]", "the OpenAPI document; by default the one in surety.json")
  .option("--against <base>", "what is deployed: a file, an address, REVISION:PATH, or a git revision such as origin/main")
  .addOption(headerOption())
  .action((document: string | undefined, options) =>
    run(options, async (output) => (await import("./commands/check.ts")).check(document ?? (await documentFromConfig()), options, output)),
  );

withDiffSettings(command("diff", "what changed between two documents, and whom it breaks, offline", FORMATS))
  .argument("<base>", "the document that clients rely on")
  .argument("<revision>", "the new document")
  .addOption(headerOption())
  .action((base: string, revision: string, options) =>
    run(options, async (output) => (await import("./commands/diff.ts")).diff(base, revision, options, output)),
  );

withRules(command("lint", "check a document against the design rules, offline", LINT_FORMATS))
  .argument("[document]", "the OpenAPI document; by default the one in surety.json")
  .option("--display-only-failures", "list only findings that make the exit code 1", false)
  .option("--show-ignored", "list what the document ignores too", false)
  .option("--new-since <base>", "only findings count that this does not have: a git revision, REVISION:PATH, a file or an address")
  .addOption(repeatable("--new-operations-only <rule>", "a rule that binds only operations that --new-since does not have"))
  .option("--fix", "mend what needs no judgment, in the file", false)
  .option("--dry-run", "with --fix: show what would be written, and write nothing", false)
  .option("--watch", "lint again when the document, what it refers to or the ruleset is saved", false)
  .addOption(headerOption())
  .action((document: string | undefined, options) =>
    run(options, async (output) => (await import("./commands/lint.ts")).lint(document ?? (await documentFromConfig()), options, output)),
  );

command("explain", "why a kind of change breaks clients, or why a rule exists, and what to do")
  .argument("[name]", "a kind or a rule, for example response-property-removed; all of them when left out")
  .action((name: string | undefined, options) =>
    run(options, async (output) => (await import("./commands/explain.ts")).explain(name, output)),
  );

program.commandsGroup("With a server:");
command("login", "check a token with its server and keep it")
  .option("--url <url>", "the Surety server")
  .option("--token <token>", "an API token; - reads it from standard input")
  .option("--oidc", "in GitHub Actions or GitLab CI: get a token for this run by a trusted-publisher rule")
  .action((options) => run(options, async (output) => (await import("./commands/login.ts")).login(options, output)));

command("publish", "store the contract of a version on the server and wait for its checks")
  .argument("[document]", "the OpenAPI document; by default the one in surety.json")
  .option("--service <name>", "the service; by default the one in surety.json")
  .option("--version <name>", "the version; by default the checked-out commit")
  .option("--branch <name>", "the branch; by default the checked-out one")
  .option("--url <url>", "the Surety server")
  .addOption(headerOption())
  .option("--wait <seconds>", "how long to wait for the checks", seconds, 60)
  .action((document: string | undefined, options) =>
    run(options, async (output) => (await import("./commands/publish.ts")).publish(document, options, output)),
  );

command("can-deploy", "can this version be deployed there? The exit code is the answer", FORMATS)
  .argument("[service@version]", "by default the service of surety.json and the checked-out commit")
  .option("--to <environment>", "the environment; by default the one in surety.json")
  .option("--url <url>", "the Surety server")
  .option("--wait <seconds>", "how long to wait for checks that the answer needs", seconds, 60)
  .action((target: string | undefined, options) =>
    run(options, async (output) => (await import("./commands/can-deploy.ts")).canDeploy(target, options, output)),
  );

command("record-deployment", "say that a version now runs in an environment")
  .argument("[service@version]", "by default the service of surety.json and the checked-out commit")
  .option("--to <environment>", "the environment; by default the one in surety.json")
  .option("--parallel", "keep the service's other deployments there (several releases at once)", false)
  .option("--url <url>", "the Surety server")
  .action((target: string | undefined, options) =>
    run(options, async (output) => (await import("./commands/record-deployment.ts")).recordDeployment(target, options, output)),
  );

command("accept", "answer for a change or a finding, with a reason and a last day")
  .argument("<fingerprint>", "its fingerprint, as can-deploy and diff print it")
  .option("--until <day>", "the last day on which it counts, for example 2027-01-31; at most a year away")
  .option("--reason <text>", "why, for those who read the verdict")
  .option("--service <name>", "the service; by default the one in surety.json")
  .option("--to <environment>", "in this environment only; by default in every one")
  .option("--finding", "the fingerprint is of a finding of a design rule", false)
  .option("--url <url>", "the Surety server")
  .action((fingerprint: string, options) =>
    run(options, async (output) => (await import("./commands/accept.ts")).accept(fingerprint, options, output)),
  );

const rulesets = program
  .command("rulesets")
  .description("the organization's own rulesets: list, show, pull, push")
  .enablePositionalOptions();

command("list", "what is stored, and who uses it", PLAIN_FORMATS, rulesets)
  .option("--url <url>", "the Surety server")
  .action((options) => run(options, async (output) => (await import("./commands/rulesets.ts")).listRulesets(options, output)));

command("show", "print a ruleset", PLAIN_FORMATS, rulesets)
  .argument("<name[@version]>", "by default its latest version")
  .option("--url <url>", "the Surety server")
  .action((name: string, options) =>
    run(options, async (output) => (await import("./commands/rulesets.ts")).showRuleset(name, options, output)),
  );

command("pull", "write a ruleset into a file, to edit it", PLAIN_FORMATS, rulesets)
  .argument("<name[@version]>", "by default its latest version")
  .argument("[file]", "by default NAME.yaml, or .json")
  .option("--force", "replace a file that has another text", false)
  .option("--url <url>", "the Surety server")
  .action((name: string, file: string | undefined, options) =>
    run(options, async (output) => (await import("./commands/rulesets.ts")).pullRuleset(name, file, options, output)),
  );

command("push", "store a file as a ruleset's next version", PLAIN_FORMATS, rulesets)
  .argument("<file>", "the ruleset, in Spectral's format, as YAML or JSON")
  .option("--name <name>", "the ruleset; by default the file's name without its end")
  .option(
    "--over <version>",
    "the version that it replaces, as pull printed it; refused when there is a newer one. `latest`: whatever is there",
  )
  .option("--url <url>", "the Surety server")
  .action((file: string, options) =>
    run(options, async (output) => (await import("./commands/rulesets.ts")).pushRuleset(file, options, output)),
  );

async function documentFromConfig(): Promise<string> {
  const { findConfig } = await import("./config.ts");
  const { document } = await findConfig(process.cwd());
  if (document !== undefined) return document;
  throw new CliError("Which document?", {
    code: "option_missing",
    hint: "Name it, for example `surety check openapi.json`, or run `surety init` once.",
  });
}

/** What was asked for before the options were understood: a misspelt option is answered in that format too. */
function wantedFormat(args: readonly string[]): Format {
  const isWanted = (format: Format): boolean =>
    args.some((arg, index) => arg === `--format=${format}` || (arg === format && args[index - 1] === "--format"));
  return LINT_FORMATS.find(isWanted) ?? "text";
}

function usageError({ message }: CommanderError, args: readonly string[]): CliError {
  const [name] = args;
  const isCommand = program.commands.some((known) => known.name() === name);
  const [said = "", ...more] = message.replace(/^error: /, "").split("\n");
  const sentence = `${said.charAt(0).toUpperCase()}${said.slice(1)}`.replace(/[^.?!]$/, "$&.");
  return new CliError([sentence, ...more].join(" "), {
    code: "usage",
    hint: isCommand ? `\`surety help ${name}\` says what it takes.` : "`surety help` lists the commands.",
  });
}

/** Runs what the command line asks for, and says whether that was carried out: with an answer, yes or no. */
export async function main(): Promise<boolean> {
  const args = process.argv.slice(2);
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = ExitCode.yes;
    else if (error instanceof CommanderError && error.code === "commander.help") process.exitCode = ExitCode.usage;
    else await fail(processOutput(wantedFormat(args)), error instanceof CommanderError ? usageError(error, args) : unexpected(error));
  }
  return isCarriedOut;
}
