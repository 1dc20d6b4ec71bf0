import { useMutation, useQuery } from "@tanstack/react-query";
import type { Check } from "@surety/model/checks";
import { queryClient, trpc } from "../client/trpc.ts";

export type Demo =
  | { readonly state: "idle"; readonly load: () => void; readonly error: unknown }
  | { readonly state: "publishing" }
  | { readonly state: "checking" | "complete"; readonly services: readonly string[]; readonly checks: readonly Check[] };

/** Publishes the three example services, and follows their checks until the picture is complete. */
export function useDemo(): Demo {
  const load = useMutation(trpc.demo.load.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }));
  const { data: page } = useQuery(
    trpc.checks.list.queryOptions({ limit: 100 }, { enabled: load.isSuccess, refetchInterval: load.isSuccess ? 2000 : false }),
  );
  if (load.isPending) return { state: "publishing" };
  if (!load.isSuccess) return { state: "idle", load: () => load.mutate(), error: load.error };
  const services: readonly string[] = load.data.services;
  const checks = page?.items.filter((check) => services.includes(check.service)) ?? [];
  const complete = checks.length > 0 && checks.every((check) => check.state === "settled");
  return { state: complete ? "complete" : "checking", services, checks };
}
