import { z } from "zod";
import { Check } from "./checks.ts";
import { Dialect, OperationSummary, SourceProblem, Syntax } from "./contracts.ts";
import { Digest, VersionId } from "./ids.ts";
import { BranchName, EnvironmentName, ServiceName, VersionName } from "./names.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";
import { VerdictSummary } from "./verdicts.ts";

/** A named, immutable contract of a service. */
export const Version = z.object({
  id: VersionId,
  service: ServiceName,
  name: VersionName,
  branch: BranchName.nullable(),
  rawDigest: Digest,
  contractDigest: Digest,
  dialect: Dialect,
  syntax: Syntax,
  title: z.string(),
  apiVersion: z.string(),
  operationCount: z.int().min(0),
  byteLength: z.int().min(0),
  createdAt: Timestamp,
});
export type Version = z.infer<typeof Version>;

/** A version with what its page shows first. */
export const VersionDetail = Version.extend({
  checks: z.array(Check).describe("the latest of each kind"),
  deployedIn: z.array(EnvironmentName),
  verdicts: z.array(VerdictSummary).describe("one for each environment, in their order"),
  previous: VersionName.nullable().describe("the version published before this one"),
  problems: z.array(SourceProblem),
});
export type VersionDetail = z.infer<typeof VersionDetail>;

export const GetVersionInput = z.strictObject({ service: ServiceName, version: VersionName });
export type GetVersionInput = z.infer<typeof GetVersionInput>;
export const ListVersionsInput = PageInput.extend({ service: ServiceName, branch: BranchName.optional() });
export type ListVersionsInput = z.infer<typeof ListVersionsInput>;
export const VersionListItem = Version.extend({ checks: z.array(Check), deployedIn: z.array(EnvironmentName) });
export type VersionListItem = z.infer<typeof VersionListItem>;
export const VersionPage = pageOf(VersionListItem);
/** The first release gave them all: who names no `limit` still gets them all. */
export const ListOperationsInput = PageInput.extend({
  service: ServiceName,
  version: VersionName,
  limit: z.int().min(1).max(100).optional().describe("how many items at most; without it, all that there are from there on"),
});
export type ListOperationsInput = z.infer<typeof ListOperationsInput>;
export const OperationPage = pageOf(OperationSummary);

/** The document as bytes (REST) or as its text (tRPC); both keep every byte. */
export const DocumentBytes = z.union([z.custom<Uint8Array>((value) => value instanceof Uint8Array), z.string()]);
export type DocumentBytes = z.infer<typeof DocumentBytes>;
export const PublishVersionInput = z.strictObject({
  service: ServiceName,
  version: VersionName,
  branch: BranchName.optional(),
  document: DocumentBytes,
});
export type PublishVersionInput = z.infer<typeof PublishVersionInput>;
/** `created` is false when the same name with the same bytes was there already. */
export const PublishedVersion = z.object({ created: z.boolean(), version: Version, checks: z.array(Check) });
export type PublishedVersion = z.infer<typeof PublishedVersion>;
