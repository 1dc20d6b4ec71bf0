import { Fragment, type ReactNode } from "react";
import { InlineCode } from "../ui/inline-code.tsx";
import { plural } from "../ui/plural.ts";
import type { Content, OperationEntry, ResponseEntry } from "./operations.ts";
import { readOperation } from "./operations.ts";
import { Prose } from "./prose.tsx";
import { isRaw, type Raw, textOf } from "./raw.ts";
import { SchemaView } from "./schema-view.tsx";
import { summarizeSchema } from "./schema-summary.ts";

/** Everything that a document says about one operation. */
export function OperationView({ document, operation }: { document: Raw; operation: OperationEntry }) {
  const { description, parameters, body, responses, security } = readOperation(document, operation);
  const main = responses.find((response) => response.status.startsWith("2") && response.content.length > 0);
  return (
    <div className="space-y-6">
      {description && <Prose className="max-w-prose">{description}</Prose>}
      {security.length > 0 && (
        <p className="text-sm text-muted">
          Credential: <span className="text-ink">{security.join(", or ")}</span>
        </p>
      )}
      {parameters.length > 0 && (
        <Part title="Parameters">
          <ul className="divide-y divide-line border-y border-line">
            {parameters.map((parameter) => (
              <li
                key={`${parameter.in} ${parameter.name}`}
                className="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-[minmax(0,13rem)_minmax(0,1fr)]"
              >
                <p className="min-w-0">
                  <code className="font-medium break-all">{parameter.name}</code>{" "}
                  <span className="text-xs whitespace-nowrap text-muted">
                    in {parameter.in}
                    {parameter.required && <strong className="ml-2 font-semibold text-no">required</strong>}
                    {parameter.deprecated && <strong className="ml-2 font-semibold text-unknown">deprecated</strong>}
                  </span>
                </p>
                <div className="min-w-0 text-sm">
                  <SchemaLine document={document} schema={parameter.schema} />
                  {parameter.description && parameter.description !== parameter.name && (
                    <Prose className="text-muted">{parameter.description}</Prose>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {body && (
        <Part title={body.required ? "Request body, required" : "Request body"}>
          {body.description && <Prose className="mb-2 text-sm text-muted">{body.description}</Prose>}
          <Contents document={document} content={body.content} open={2} />
        </Part>
      )}
      {responses.length > 0 && (
        <Part title="Responses">
          <ul className="divide-y divide-line border-y border-line">
            {responses.map((response) => (
              <ResponseItem key={response.status} document={document} response={response} isMain={response === main} />
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="mb-2 font-semibold">{title}</h4>
      {children}
    </section>
  );
}

function SchemaLine({ document, schema }: { document: Raw; schema: unknown }) {
  const { type, limits } = summarizeSchema(document, schema);
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
      <span className="break-all text-accent-strong">{type}</span>
      {limits.length > 0 && <span className="text-xs break-all text-muted">{limits.join(" · ")}</span>}
    </p>
  );
}

function statusTone(status: string): string {
  if (status.startsWith("2")) return "text-yes";
  return status.startsWith("4") || status.startsWith("5") ? "text-no" : "text-muted";
}

/** The main response shows its body at once, the others on demand. */
function ResponseItem({ document, response, isMain }: { document: Raw; response: ResponseEntry; isMain: boolean }) {
  const extra = [
    response.headers.length > 0 ? plural(response.headers.length, "header") : "",
    !isMain && response.content.length > 0 ? "body" : "",
  ]
    .filter(Boolean)
    .join(" and ");
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[4.5rem_minmax(0,1fr)]">
      <code className={`font-semibold ${statusTone(response.status)}`}>{response.status}</code>
      <div className="min-w-0">
        {response.description && <Prose>{response.description}</Prose>}
        {isMain && (
          <div className="mt-2">
            <Contents document={document} content={response.content} open={2} />
          </div>
        )}
        {extra !== "" && (
          <details className="mt-1.5 text-sm">
            <summary className="w-fit rounded text-muted hover:text-ink">{extra}</summary>
            {response.headers.length > 0 && (
              <dl className="mt-1.5 mb-2 grid gap-x-4 gap-y-1 text-muted sm:grid-cols-[max-content_minmax(0,1fr)]">
                {response.headers.map((header) => (
                  <Fragment key={header.name}>
                    <dt>
                      <code className="text-ink">{header.name}</code>
                    </dt>
                    <dd className="min-w-0 break-words">{header.description && <InlineCode>{header.description}</InlineCode>}</dd>
                  </Fragment>
                ))}
              </dl>
            )}
            {!isMain && <Contents document={document} content={response.content} open={1} />}
          </details>
        )}
      </div>
    </li>
  );
}

function Contents({ document, content, open }: { document: Raw; content: readonly Content[]; open: number }) {
  return (
    <div className="space-y-3">
      {groupEqual(content).map(({ mediaTypes, schema }) => (
        <div key={mediaTypes[0]} className="rounded-md border border-line px-3.5 py-2.5">
          <p className="mb-1 text-xs break-words text-muted">{mediaTypes.join(", ")}</p>
          {schema === undefined ? (
            <p className="text-sm text-muted">No schema.</p>
          ) : (
            <SchemaView document={document} schema={schema} open={open} />
          )}
        </div>
      ))}
    </div>
  );
}

/** Media types that carry the same, or hardly constrain what they carry, together. */
function groupEqual(content: readonly Content[]): { mediaTypes: string[]; schema: unknown }[] {
  const groups = new Map<string, { mediaTypes: string[]; schema: unknown }>();
  for (const { mediaType, schema } of content) {
    const isBare = isRaw(schema) && Object.keys(schema).every((keyword) => keyword === "type" || keyword === "description");
    const key = isBare ? `bare ${textOf(schema, "description")}` : (JSON.stringify(schema) ?? "none").slice(0, 2000);
    const group = groups.get(key);
    if (group) group.mediaTypes.push(mediaType);
    else groups.set(key, { mediaTypes: [mediaType], schema });
  }
  return [...groups.values()];
}
