import { queryOptions } from "@tanstack/react-query";
import { isRaw } from "../contract/raw.ts";

/** Our own OpenAPI document, which is what the documentation shows. */
export const apiDocumentQuery = queryOptions({
  queryKey: ["openapi.json"],
  queryFn: async ({ signal }) => {
    const answer = await fetch("/openapi.json", { signal });
    if (!answer.ok) throw new Error(`The server answered ${answer.status} for /openapi.json.`);
    const document: unknown = await answer.json();
    if (!isRaw(document)) throw new Error("/openapi.json is not an object.");
    return document;
  },
  staleTime: Number.POSITIVE_INFINITY,
});
