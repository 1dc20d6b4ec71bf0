import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { trpc } from "../client/trpc.ts";

const route = getRouteApi("/shell/member/services/$service/versions/$version");

/** The version that the page is about. Its tabs share one answer. */
export function useVersion() {
  const { service, version } = route.useParams();
  return { service, name: version, query: useQuery(trpc.versions.get.queryOptions({ service, version })) };
}
