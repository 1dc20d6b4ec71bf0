import { ServiceName, VersionName } from "@surety/model/names";
import type { z } from "zod";
import { CliError } from "./cli-error.ts";
import { findConfig } from "./config.ts";
import { currentCommit } from "./git.ts";

/** Checks a name from the command line. @throws CliError that says what such a name looks like. */
export function parseName<Schema extends z.ZodType>(schema: Schema, value: string, option: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CliError(`${option} ${JSON.stringify(value.slice(0, 200))} is not ${parsed.error.issues.at(-1)?.message ?? "valid"}.`, {
    code: "name_invalid",
    hint: "See `surety help COMMAND` for what it takes.",
  });
}

/** Reads `SERVICE@VERSION`, `SERVICE`, or nothing; what is left out comes from surety.json and from the checked-out commit. */
export async function parseTarget(target: string | undefined): Promise<{ service: ServiceName; version: VersionName }> {
  const at = target?.lastIndexOf("@") ?? -1;
  const named = target === undefined ? {} : at > 0 ? { service: target.slice(0, at), version: target.slice(at + 1) } : { service: target };
  const service = named.service ?? (await findConfig(process.cwd())).service;
  const version = named.version ?? (await currentCommit(process.cwd(), process.env)).version;
  if (service === undefined || version === null) {
    throw new CliError(`Which ${service === undefined ? "service" : "version"}?`, {
      code: "option_missing",
      hint: "Name it as SERVICE@VERSION, for example orders@1.4.0. Inside a git checkout the version defaults to the commit.",
    });
  }
  return { service: parseName(ServiceName, service, "service"), version: parseName(VersionName, version, "version") };
}
