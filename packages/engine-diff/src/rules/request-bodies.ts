import type { Witness } from "@surety/model/changes";
import type { MediaType, RequestBody } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
import { compareItems } from "../compare-items.ts";
import type { ItemsPlace } from "../compare-items.ts";
import { isRange, isUnstated, listNames, matchMediaTypes } from "../media-types.ts";
import type { Session } from "../session.ts";
import { concretePath } from "../side.ts";
import type { OperationPair } from "../side.ts";
import { compareEncodings, encodingKinds } from "./encodings.ts";

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
  ...encodingKinds,
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
    ...(operation.swapped
      ? { acceptedBy: "revision" as const, rejectedBy: "base" as const }
      : { acceptedBy: "base" as const, rejectedBy: "revision" as const }),
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
    const promised = operation.swapped && before.required;
    const witness = promised ? request({}, "The revision sends this request without a body, and the base promises one.") : null;
    report(removed, promised ? "breaking" : "risky", "The request body is gone.", witness, whole);
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
    report(
      becameOptional,
      operation.swapped ? "breaking" : "safe",
      "The request body may be left out from now on.",
      operation.swapped ? request({}, "The revision may send this request without a body, and the base promises one.") : null,
      whole,
    );
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
  const tell = (kind: Kind, level: "breaking" | "risky" | "safe", name: string, media: Sides, message: string): void => {
    const explanation = operation.swapped
      ? "The revision may send this media type, and the base does not promise it."
      : "The base accepts this media type, and the revision does not.";
    const places = { coordinate: `${coordinate}(${name})`, base: media.base?.pointer ?? null, revision: media.revision?.pointer ?? null };
    report(kind, level, message, level === "breaking" ? request({ contentType: name }, explanation) : null, places);
  };
  for (const { name, media } of matches.removed)
    tell(mediaTypeRemoved, operation.swapped ? "safe" : "breaking", name, { base: media }, `The request media type ${name} is gone.`);
  for (const { name, media } of matches.added)
    tell(mediaTypeAdded, operation.swapped ? "breaking" : "safe", name, { revision: media }, `The request media type ${name} is new.`);
  const partly = operation.swapped ? matches.widened : matches.narrowed;
  for (const { name, media, parts } of partly) {
    if (isUnstated(operation.swapped ? session.revision : session.base, name) || (operation.swapped && !isRange(name))) continue;
    const list = listNames(parts);
    const [part] = parts;
    if (operation.swapped)
      tell(
        mediaTypeAdded,
        "risky",
        name,
        { base: part.media, revision: media },
        `The request may have any media type of ${name} from now on, not only ${list}.`,
      );
    else
      tell(
        mediaTypeRemoved,
        "risky",
        name,
        { base: media, revision: part.media },
        `Of the request media types ${name}, only ${list} ${parts.length > 1 ? "are" : "is"} left.`,
      );
  }
  for (const { name, mediaType, base, revision } of matches.matched) {
    const place: ItemsPlace = {
      operation: operation.key,
      coordinate: main || isJson(name) ? coordinate : `${coordinate}(${name})`,
      noun: main ? "the request body" : `the request body (${name})`,
      direction: operation.swapped ? "response" : "request",
      subject: { part: "request-body", mediaType },
    };
    compareItems(session, { name, mediaType, base, revision }, { ...place, noun: `each item of ${place.noun}` });
    if (!operation.swapped) compareEncodings(session, base, revision, { ...place, request: requestLine(operation) });
    session.compare({
      ...place,
      base: base.schema,
      revision: revision.schema,
      asText: name.startsWith("application/x-www-form-urlencoded") || name.startsWith("multipart/"),
    });
  }
}

interface Sides {
  readonly base?: MediaType;
  readonly revision?: MediaType;
}

const requestLine = ({ base }: OperationPair): { readonly method: string; readonly path: string } => ({
  method: base.method,
  path: concretePath(base.path),
});

const isJson = (name: string): boolean => name === "application/json";
