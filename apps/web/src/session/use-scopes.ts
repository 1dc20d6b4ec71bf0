import type { Scope } from "@surety/model/callers";
import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "./session-query.ts";

/** What the signed-in person may do: actions that the server would refuse are not offered. */
export function useScopes(): ReadonlySet<Scope> {
  const { data } = useQuery(sessionQuery);
  return new Set(data?.scopes);
}
