import { z } from "zod";
import { changeCondition, putCondition } from "./conditions.ts";
import { ServiceName } from "./names.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";
import { RulesetReference } from "./rulesets.ts";
import { VerdictSummary } from "./verdicts.ts";
import { Version } from "./versions.ts";

/** Something with an API, or that calls one. */
export const Service = z.object({
  name: ServiceName,
  title: z.string().max(200).nullable(),
  description: z.string().max(2000).nullable(),
  ruleset: RulesetReference.nullable().describe("what its contracts are judged by; null: the organization's default"),
  createdAt: Timestamp,
});
export type Service = z.infer<typeof Service>;

/** A service as the list shows it: its latest version, and what the gate says of it for each environment. */
export const ServiceListItem = Service.extend({
  versionCount: z.int().min(0),
  latest: Version.nullable(),
  verdicts: z.array(VerdictSummary),
});
export type ServiceListItem = z.infer<typeof ServiceListItem>;

export const ListServicesInput = PageInput.extend({ search: z.string().max(100).optional() });
export type ListServicesInput = z.infer<typeof ListServicesInput>;
export const ServicePage = pageOf(ServiceListItem);
export const GetServiceInput = z.strictObject({ service: ServiceName });
export type GetServiceInput = z.infer<typeof GetServiceInput>;
export const DeleteServiceInput = z.strictObject({ service: ServiceName, ...changeCondition });
export type DeleteServiceInput = z.infer<typeof DeleteServiceInput>;
export const PutServiceInput = z.strictObject({
  service: ServiceName,
  title: z.string().max(200).nullable().optional(),
  description: z.string().max(2000).nullable().optional(),
  ruleset: RulesetReference.nullable().optional(),
  ...putCondition,
});
export type PutServiceInput = z.infer<typeof PutServiceInput>;
export const PutServiceResult = z.object({ created: z.boolean(), service: Service });
export type PutServiceResult = z.infer<typeof PutServiceResult>;
export const DemoResult = z.object({ services: z.array(ServiceName) });
export type DemoResult = z.infer<typeof DemoResult>;
