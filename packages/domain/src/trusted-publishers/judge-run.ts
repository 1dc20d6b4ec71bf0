import type { TrustedPublisher } from "@surety/model/trusted-publishers";
import type { CiRun } from "./ci-run.ts";

/** Why a rule does not let a run in; null when it does. */
export function judgeRun(rule: TrustedPublisher, run: CiRun): string | null {
  if (rule.provider !== run.provider || rule.repository !== run.repository) return `it is for ${rule.repository} of ${rule.provider}`;
  if (rule.repositoryId !== null && rule.repositoryId !== run.repositoryId)
    return `it is for another repository that was called ${rule.repository} before; if it is yours, add the rule again`;
  if (rule.ref !== null && !fits(rule.ref, run.ref)) return `it wants the ref ${rule.ref}, and the run is for ${run.ref}`;
  if (rule.environment !== null && rule.environment !== run.environment)
    return `it wants the environment ${rule.environment}, and the run has ${run.environment ?? "none"}`;
  if (rule.workflow !== null && !fits(rule.workflow, run.workflow))
    return `it wants the workflow ${rule.workflow}, and the run is of ${run.workflow ?? "none"}`;
  return null;
}

/** How much a rule asks for: of several that let a run in, the strictest counts. */
export function strictness({ ref, environment, workflow }: TrustedPublisher): number {
  return [ref, environment, workflow].filter((asked) => asked !== null).length;
}

function fits(pattern: string, value: string | null): boolean {
  if (value === null) return false;
  return pattern.endsWith("*") ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}
