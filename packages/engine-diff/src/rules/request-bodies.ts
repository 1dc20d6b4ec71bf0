import type { Witness } from "@surety/model/changes";
import type { RequestBody } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
import { matchMediaTypes } from "../media-types.ts";
import type { Session } from "../session.ts";
import { concretePath } from "../side.ts";
import type { OperationPair } from "../side.ts";

const added: Kind = {
  id: "request-body-added",
  title: "Optional request body added",
  why: "Clients that send none are still answered.",
  hint: "Nothing to do: this breaks nobody.",
};

const requiredAdded: Kind = {
  id: "request-required-body-added",
  title: "Required request body added",
  why: "Existing clients send no body, so all their requests are refused.",
  hint: "Make the body optional.",
};

const removed: Kind = {
  id: "request-body-removed",
  title: "Request body removed",
  why: "The server ignores what clients send, or refuses it.",
  hint: "Keep accepting the body, or offer a new operation.",
};

const becameRequired: Kind = {
  id: "request-body-became-required",
  title: "Request body became required",
  why: "Clients that send none, as the old contract allows, are refused.",
  hint: "Keep the body optional.",
};

const becameOptional: Kind = {
  id: "request-body-became-optional",
  title: "Request body became optional",
  why: "The server accepts more than before; requests that were valid stay valid.",
  hint: "Nothing to do: this breaks nobody.",
};

const mediaTypeAdded: Kind = {
  id: "request-media-type-added",
  title: "Media type added to a request",
  why: "The server accepts more than before.",
  hint: "Nothing to do: this breaks nobody.",
};

const mediaTypeRemoved: Kind = {
  id: "request-media-type-removed",
  title: "Media type removed from a request",
  why: "Clients that send this media type are refused (415).",
  example: { base: "content: {application/json: …, application/xml: …}", revision: "content: {application/json: …}" },
  hint: "Keep accepting the media type.",
};

export const requestBodyKinds: readonly Kind[] = [
  added,
  requiredAdded,
  removed,
  becameRequired,
  becameOptional,
  mediaTypeAdded,
  mediaTypeRemoved,
];

/** Bodies of requests. Those of webhooks and callbacks are sent by the provider, so they are compared like responses. */
export function compareRequestBodies(session: Session, operation: OperationPair): void {
  const [before, after] = [operation.base.requestBody, operation.revision.requestBody];
  const coordinate = `${operation.coordinate}#request.body`;
  const path = operation.swapped ? operation.base.path : concretePath(operation.base.path);
  const request = (extra: { readonly contentType?: string }, explanation: string): Witness => ({
    subject: { part: "request", method: operation.base.method, path },
    value: { method: operation.base.method, path, ...extra },
    ...(extra.contentType === undefined ? { mark: "/body", missing: true } : { mark: "/contentType" }),
    acceptedBy: "base",
    rejectedBy: "revision",
    explanation,
  });
  const report = (
    kind: Kind,
    level: "breaking" | "risky" | "safe",
    message: string,
    witness: Witness | null,
    place: { readonly coordinate: string; readonly base: string | null; readonly revision: string | null },
  ): void =>
    session.report({
      kind,
      level,
      direction: operation.swapped ? "response" : "request",
      meaning: kind.id,
      message,
      operations: [operation.key],
      witness,
      ...place,
    });
  const whole = { coordinate, base: before?.pointer ?? null, revision: after?.pointer ?? null };
  if (before === undefined && after === undefined) return;
  if (before === undefined) {
    if (after?.required !== true || operation.swapped) report(added, "safe", "An optional request body is new.", null, whole);
    else
      report(
        requiredAdded,
        "breaking",
        "A required request body is new.",
        request({}, "The base accepts this request without a body, and the revision asks for one."),
        whole,
      );
    return;
  }
  if (after === undefined) {
    report(removed, "risky", "The request body is gone.", null, whole);
    return;
  }
  if (!before.required && after.required) {
    report(
      becameRequired,
      operation.swapped ? "safe" : "breaking",
      "The request body is required from now on.",
      operation.swapped ? null : request({}, "The base accepts this request without a body, and the revision asks for one."),
      whole,
    );
  }
  if (before.required && !after.required)
    report(becameOptional, operation.swapped ? "risky" : "safe", "The request body may be left out from now on.", null, whole);
  compareContent(session, operation, before, after, { coordinate, report, request });
}

type Reporting = {
  readonly coordinate: string;
  readonly report: (
    kind: Kind,
    level: "breaking" | "risky" | "safe",
    message: string,
    witness: Witness | null,
    place: { readonly coordinate: string; readonly base: string | null; readonly revision: string | null },
  ) => void;
  readonly request: (extra: { readonly contentType?: string }, explanation: string) => Witness;
};

function compareContent(
  session: Session,
  operation: OperationPair,
  before: RequestBody,
  after: RequestBody,
  { coordinate, report, request }: Reporting,
): void {
  const matches = matchMediaTypes(before.content, after.content, operation.swapped);
  const main = matches.matched.length === 1 && before.content.length === 1;
  for (const { name, media } of matches.removed) {
    const witness = request(
      { contentType: name },
      operation.swapped
        ? "The base promises this media type, and the revision never sends it."
        : "The base accepts this media type, and the revision does not.",
    );
    report(mediaTypeRemoved, "breaking", `The request media type ${name} is gone.`, witness, {
      coordinate: `${coordinate}(${name})`,
      base: media.pointer,
      revision: null,
    });
  }
  for (const { name, media } of matches.added) {
    report(mediaTypeAdded, "safe", `The request media type ${name} is new.`, null, {
      coordinate: `${coordinate}(${name})`,
      base: null,
      revision: media.pointer,
    });
  }
  for (const { name, base, revision } of matches.matched) {
    session.compare({
      operation: operation.key,
      coordinate: main || isJson(name) ? coordinate : `${coordinate}(${name})`,
      noun: main ? "the request body" : `the request body (${name})`,
      direction: operation.swapped ? "response" : "request",
      subject: { part: "request-body", mediaType: base.mediaType },
      base: base.schema,
      revision: revision.schema,
      asText: name.startsWith("application/x-www-form-urlencoded") || name.startsWith("multipart/"),
    });
  }
}

const isJson = (name: string): boolean => name === "application/json";
