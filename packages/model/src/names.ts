import { z } from "zod";

const slug = (what: string, example: string) =>
  z
    .string()
    .min(1)
    .max(100)
    .regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/, {
      error: `${what}: lower-case letters, digits, ".", "_" and "-", starting and ending with a letter or digit`,
    })
    .describe(`${what}, for example \`${example}\``);

/** The name of a service, unique in its organization. */
export const ServiceName = slug("a service name", "orders").brand<"ServiceName">();
export type ServiceName = z.infer<typeof ServiceName>;

/** The name of an environment, unique in its organization. */
export const EnvironmentName = slug("an environment name", "production").brand<"EnvironmentName">();
export type EnvironmentName = z.infer<typeof EnvironmentName>;

/** The name of a stored ruleset, unique in its organization; elsewhere it is called `org:NAME`. */
export const RulesetName = slug("a ruleset name", "base").brand<"RulesetName">();
export type RulesetName = z.infer<typeof RulesetName>;

/** The name of a version, unique in its service: usually a git commit or a semantic version. */
export const VersionName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?$/, {
    error: 'a version name: letters, digits, ".", "_", "+" and "-", starting and ending with a letter or digit',
  })
  .describe("a version name, for example `1.4.0` or `9f3c2e1`")
  .brand<"VersionName">();
export type VersionName = z.infer<typeof VersionName>;

/** A git branch (git-check-ref-format), shortened to what people read. */
export const BranchName = z
  .string()
  .min(1)
  .max(255)
  // oxlint-disable-next-line no-control-regex
  .regex(/^[^\s\u0000-\u001f\u007f~^:?*[\\]+$/, { error: "a git branch name, for example main or feature/refunds" })
  .brand<"BranchName">();
export type BranchName = z.infer<typeof BranchName>;
