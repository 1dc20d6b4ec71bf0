import { createHash } from "node:crypto";

/** What each service has in production from the beginning. */
const PATHS = ["/orders", "/orders/{id}", "/invoices"];

/** A small contract that no other publish has. A breaking one lacks an operation of the deployed contract. */
export function contractBytes(note: string, isBreaking: boolean): Uint8Array {
  const paths = isBreaking ? PATHS.slice(1) : PATHS;
  const document = {
    openapi: "3.1.0",
    info: { title: "Orders", version: "1", description: note },
    paths: Object.fromEntries(
      paths.map((path) => [
        path,
        {
          ...(path.includes("{") && { parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }] }),
          get: { operationId: `get${path.replace(/\W/g, "-")}`, responses: { 200: { description: "Found" } } },
        },
      ]),
    ),
  };
  return new TextEncoder().encode(JSON.stringify(document));
}

export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
