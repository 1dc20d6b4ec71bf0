import type { Syntax } from "@surety/model/contracts";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "../client/trpc.ts";
import { readDocument } from "./read-document.ts";

/** A contract's text; it never changes, so it is fetched once. */
export function useSource(digest: string) {
  return useQuery(trpc.contracts.getSource.queryOptions({ digest }, { staleTime: Number.POSITIVE_INFINITY }));
}

/** The document behind a digest, parsed. */
export function useContractDocument(digest: string, syntax: Syntax) {
  const source = useSource(digest);
  const parsed = useQuery({
    queryKey: ["contract-document", digest],
    queryFn: ({ signal }) => readDocument(source.data?.text ?? "", syntax, signal),
    enabled: source.isSuccess,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const failed = source.isError ? source : parsed;
  return { document: parsed.data, error: failed.error, retry: () => void failed.refetch() };
}
