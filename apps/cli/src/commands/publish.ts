import type { Check } from "@surety/model/checks";
import type { PublishedVersion } from "@surety/model/versions";
import { BranchName, ServiceName, VersionName } from "@surety/model/names";
import { CliError } from "../cli-error.ts";
import { findConfig } from "../config.ts";
import { BundledContract } from "../bundled-contract.ts";
import { documentHeaders } from "../document-headers.ts";
import { loadDocument, readDocument } from "../documents.ts";
import { ExitCode } from "../exit-code.ts";
import { currentCommit } from "../git.ts";
import { parseName } from "../names.ts";
import { type Output, sayWaiting } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import { callServer, openServer } from "../server-call.ts";
import { pollUntil } from "../poll-until.ts";
import { colors } from "../output/colors.ts";

export interface PublishOptions {
  readonly service?: string;
  readonly version?: string;
  readonly branch?: string;
  readonly url?: string;
  /** For a document that is fetched; not for the Surety server. */
  readonly header: readonly string[];
  /** Seconds to wait for the version's checks; 0 does not wait. */
  readonly wait: number;
}

/** `surety publish [DOCUMENT]`: stores the contract of a version on the server, and waits for its checks. */
export async function publish(reference: string | undefined, options: PublishOptions, output: Output): Promise<ExitCode> {
  const config = await findConfig(process.cwd());
  const from = reference ?? config.document ?? missing("a document", "surety publish openapi.json");
  const file = await loadDocument(from, documentHeaders(options.header, [from]));
  const contract = await readDocument(file);
  const commit = await currentCommit(process.cwd(), process.env);
  const service = parseName(ServiceName, options.service ?? config.service ?? missing("a service", "--service orders"), "--service");
  const version = parseName(VersionName, options.version ?? commit.version ?? missing("a version", "--version 1.4.0"), "--version");
  const branchName = options.branch ?? commit.branch;
  const branch = branchName === null ? undefined : parseName(BranchName, branchName, "--branch");
  const { client, credentials } = await openServer({ option: options.url, config: config.url });
  const document = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
    contract instanceof BundledContract ? contract.bytes : file.bytes,
  );
  const published = await callServer(
    credentials.url,
    client.versions.publish.mutate({ service, version, document, ...(branch === undefined ? {} : { branch }) }),
  );
  if (output.format === "text") output.out(publishedText(published, credentials.url));
  const get = async (): Promise<Check[]> => (await callServer(credentials.url, client.versions.get.query({ service, version }))).checks;
  const checks = await settledChecks(published, { get, waitSeconds: options.wait, onWait: () => sayWaiting(output, options.wait) });
  if (output.format === "json") output.out(JSON.stringify({ ...published, checks }, null, 2));
  else
    output.out(
      [
        ...checks.map(checkText),
        `${colors.dim("next")}   surety can-deploy ${service}@${version} --to ${config.environment ?? "production"}`,
      ].join("\n"),
    );
  return ExitCode.yes;
}

interface Wait {
  readonly get: () => Promise<Check[]>;
  readonly waitSeconds: number;
  readonly onWait: () => void;
}

async function settledChecks(published: PublishedVersion, { get, waitSeconds, onWait }: Wait): Promise<Check[]> {
  const isSettled = (checks: readonly Check[]): boolean => checks.every(({ state }) => state === "settled");
  if (isSettled(published.checks) || waitSeconds === 0) return published.checks;
  return pollUntil({ ask: get, until: isSettled, waitSeconds, onWait });
}

function publishedText({ created, version }: PublishedVersion, url: string): string {
  const what = created ? "published" : "was published already, with the same bytes";
  return [
    `${colors.green("✓")} ${version.service} ${version.name} ${what}  ${colors.dim(`${version.operationCount} operations, ${version.dialect}, contract ${version.contractDigest.slice(0, 12)}`)}`,
    colors.dim(`  ${url}/services/${version.service}/versions/${version.name}`),
  ].join("\n");
}

function checkText({ kind, state, outcome }: Check): string {
  if (outcome === null) return `? ${kind.padEnd(6)} ${state}; it goes on at the server`;
  const mark = { passed: colors.green("✓"), failed: colors.red("✗"), errored: colors.yellow("?"), skipped: colors.dim("-") }[
    outcome.verdict
  ];
  return `${mark} ${kind.padEnd(6)} ${printable(outcome.summary)}`;
}

function missing(what: string, example: string): never {
  throw new CliError(`Which one? ${what[0]?.toUpperCase()}${what.slice(1)} is needed.`, {
    code: "option_missing",
    hint: `For example \`${example}\`, or keep it in surety.json: \`surety init\`.`,
  });
}
