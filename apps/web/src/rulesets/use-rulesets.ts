import { useQuery } from "@tanstack/react-query";
import { trpc } from "../client/trpc.ts";

/** Everything that a service can be judged by, as references. */
export function useRulesetReferences(): readonly string[] {
  const stored = useQuery(trpc.rulesets.list.queryOptions({ limit: 100 }));
  return ["surety:recommended", "spectral:oas", ...(stored.data?.items ?? []).map(({ name }) => `org:${name}`)];
}
