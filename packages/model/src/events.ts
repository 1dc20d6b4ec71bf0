import { z } from "zod";
import { CheckId } from "./ids.ts";
import { CheckKind } from "./checks.ts";
import { EnvironmentName, ServiceName, VersionName } from "./names.ts";

/** What the dashboard hears live. Small and self-contained: a listener refetches what it shows. */
export const LiveEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("version.published"), service: ServiceName, version: VersionName }),
  z.object({ type: z.literal("check.started"), service: ServiceName, version: VersionName, check: CheckId, kind: CheckKind }),
  z.object({ type: z.literal("check.settled"), service: ServiceName, version: VersionName, check: CheckId, kind: CheckKind }),
  z.object({ type: z.literal("deployment.recorded"), service: ServiceName, version: VersionName, environment: EnvironmentName }),
  z.object({ type: z.literal("deployment.ended"), service: ServiceName, version: VersionName, environment: EnvironmentName }),
  z.object({ type: z.literal("service.deleted"), service: ServiceName }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
