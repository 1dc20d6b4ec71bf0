import { z } from "zod";
import { CheckKind } from "./checks.ts";
import { putCondition } from "./conditions.ts";
import { diffSettings } from "./diff-settings.ts";
import { EnvironmentName } from "./names.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";

/** What the gate asks of a version before it may enter an environment. Versioned: a verdict pins the one it used. */
export const Policy = z.object({
  requiredChecks: z.array(CheckKind).max(4).default(["lint"]).describe("checks that must have passed"),
  risky: z.enum(["allow", "block"]).default("allow").describe("what a risky change does to the answer"),
  ...diffSettings,
});
export type Policy = z.infer<typeof Policy>;

export const Environment = z.object({
  name: EnvironmentName,
  position: z.int().min(0).max(1000).describe("order on the way to production, from 0"),
  policy: Policy,
  policyVersion: z.int().min(1),
  createdAt: Timestamp,
});
export type Environment = z.infer<typeof Environment>;

export const GetEnvironmentInput = z.strictObject({ environment: EnvironmentName });
export type GetEnvironmentInput = z.infer<typeof GetEnvironmentInput>;
export const PutEnvironmentInput = z.strictObject({
  environment: EnvironmentName,
  position: z.int().min(0).max(1000).optional(),
  policy: z.strictObject(Policy.shape).optional(),
  ...putCondition,
});
export type PutEnvironmentInput = z.infer<typeof PutEnvironmentInput>;
export const PutEnvironmentResult = z.object({ created: z.boolean(), environment: Environment });
export type PutEnvironmentResult = z.infer<typeof PutEnvironmentResult>;
export const ListEnvironmentsInput = PageInput;
export type ListEnvironmentsInput = PageInput;
export const EnvironmentPage = pageOf(Environment);
