import { runRequest } from "@surety/sandbox/run-request";
import type { DiffReport, LintReport } from "@surety/domain/engines";
import type { ContractSummary } from "@surety/model/contracts";

/** Kinds of services: those of one kind differ by their title only, so that the engines have to look at each kind once. */
export const FAMILIES = 10;
/** Documents of one service, in their order; the versions of a service share them. */
export const REVISIONS = 10;

/** What the engines say of all documents of one kind. */
export interface Family {
  readonly summaries: readonly ContractSummary[];
  readonly lints: readonly LintReport[];
  /** From each revision to the next one. */
  readonly diffs: readonly DiffReport[];
}

/** A contract of 4 to 32 operations, 5 to 40 KB. Every third revision of an odd kind breaks something, the others add. */
export function seedDocument(family: number, revision: number, title: string): string {
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = { Error: object({ code: { type: "string" }, message: { type: "string" } }, ["code"]) };
  const operations = 4 + ((family * 7) % 24) + Math.floor(revision / 2);
  const broken = family % 2 === 1 ? Math.floor(revision / 3) : 0;
  for (let index = 0; index < operations; index += 1) {
    const item = { "application/json": { schema: { $ref: `#/components/schemas/Item${index}` } } };
    const fault = { description: "Refused", content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } };
    const added = Object.fromEntries(Array.from({ length: revision }, (_, at) => [`added${at}`, { type: "string", maxLength: 40 + at }]));
    schemas[`Item${index}`] = object(
      {
        id: { type: "string", format: "uuid" },
        count: { type: "integer", minimum: index < broken ? 1 : 0 },
        state: { type: "string", enum: ["open", "closed", ...(index < revision ? ["archived"] : [])] },
        labels: { type: "array", items: { type: "string", maxLength: 40 } },
        parent: { $ref: `#/components/schemas/Item${Math.floor(index / 2)}` },
        ...(index === 0 ? added : {}),
      },
      ["id", "state"],
    );
    paths[`/items-${index}/{id}`] = {
      get: {
        operationId: `getItem${index}`,
        summary: `Read item ${index}`,
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { "200": { description: "The item", content: item }, "404": fault },
      },
      put: {
        operationId: `putItem${index}`,
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: { required: true, content: item },
        responses: { "200": { description: "The item", content: item }, "400": fault },
      },
    };
  }
  return JSON.stringify({ openapi: "3.0.3", info: { title, version: `1.${revision}.0` }, paths, components: { schemas } });
}

/** Asks the engines, in this process: these documents are our own. */
export async function judgeFamily(family: number): Promise<Family> {
  const documents = Array.from({ length: REVISIONS }, (_, revision) => encode(seedDocument(family, revision, "Service")));
  const conditions = { today: new Date().toISOString().slice(0, 10), strictReaders: false, deprecationDays: {} };
  const summaries: ContractSummary[] = [];
  const lints: LintReport[] = [];
  const diffs: DiffReport[] = [];
  for (const [revision, document] of documents.entries()) {
    const read = await runRequest({ task: "read", document });
    if (!("readable" in read) || !read.readable) throw new Error("a seeded document is no contract");
    summaries.push(read.summary);
    const lint = await runRequest({ task: "lint", document, ruleset: undefined, allowsFunctions: false });
    if ("findings" in lint) lints.push(lint);
    const next = documents[revision + 1];
    if (next === undefined) continue;
    const diff = await runRequest({ task: "diff", base: document, revision: next, conditions });
    if ("changes" in diff) diffs.push(diff);
  }
  return { summaries, lints, diffs };
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function object(properties: Record<string, unknown>, required: readonly string[]): unknown {
  return { type: "object", required, properties };
}
