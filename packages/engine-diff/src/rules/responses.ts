import type { Witness } from "@surety/model/changes";
import type { Response } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
import { isRange, isUnstated, listNames, matchMediaTypes } from "../media-types.ts";
import { compareItems } from "../compare-items.ts";
import type { Session } from "../session.ts";
import type { OperationPair } from "../side.ts";
import { responseNoun } from "../response-noun.ts";
import { compareHeaders } from "./headers.ts";
import { compareLinks, linkKinds } from "./links.ts";

const successAdded: Kind = {
  id: "response-success-status-added",
  title: "Success status added",
  why: "Clients that check for the status they know take the new one for a failure, or do not read its body.",
  hint: "Answer existing requests with the statuses that were documented.",
};

const successRemoved: Kind = {
  id: "response-success-status-removed",
  title: "Success status removed",
  why: "Clients wait for the status that was promised.",
  hint: "Keep answering with the status.",
};

const errorAdded: Kind = {
  id: "response-error-status-added",
  title: "Error status added",
  why: "Clients have to expect any error status anyway.",
  hint: "Nothing to do: this breaks nobody.",
};

const errorRemoved: Kind = {
  id: "response-error-status-removed",
  title: "Error status removed",
  why: "An error that no longer happens breaks nobody.",
  hint: "Nothing to do: this breaks nobody.",
};

const bodyRemoved: Kind = {
  id: "response-body-removed",
  title: "Response body removed",
  why: "Clients read the body that was promised, and there is none.",
  hint: "Keep sending the body.",
};

const bodyAdded: Kind = {
  id: "response-body-added",
  title: "Response body added",
  why: "Clients that expect no body do not read it.",
  hint: "Nothing to do: this breaks nobody.",
};

const mediaTypeAdded: Kind = {
  id: "response-media-type-added",
  title: "Media type added to a response",
  why: "Clients ask for the media type that they read (Accept).",
  hint: "Keep the old media type as the default for clients that do not ask.",
};

const mediaTypeRemoved: Kind = {
  id: "response-media-type-removed",
  title: "Media type removed from a response",
  why: "Clients that read this media type get another one, or 406.",
  hint: "Keep offering the media type.",
};

export const responseKinds: readonly Kind[] = [
  successAdded,
  successRemoved,
  errorAdded,
  errorRemoved,
  bodyRemoved,
  bodyAdded,
  mediaTypeAdded,
  mediaTypeRemoved,
  ...linkKinds,
];

const isSuccess = (status: string): boolean => status.startsWith("2") || status.startsWith("3");

/** The response that describes a status: its own, its range, or the default. */
function describing(responses: readonly Response[], status: string): Response | undefined {
  const range = `${status.charAt(0)}XX`;
  return (
    responses.find((other) => other.status === status) ??
    responses.find((other) => other.status === range) ??
    responses.find((other) => other.status === "default")
  );
}

/** Whether `default` stands for successes too: there is no other response for them. */
const coversSuccess = (responses: readonly Response[]): boolean => !responses.some(({ status }) => isSuccess(status));
const hasDefault = (responses: readonly Response[]): boolean => responses.some(({ status }) => status === "default");

function isAlike({ index }: Session, left: Response, right: Response): boolean {
  const said = ({ content }: Response): string =>
    content
      .map(({ mediaType, schema }) => `${mediaType} ${index.of(schema)}`)
      .sort()
      .join();
  return said(left) === said(right);
}

/**
 * Whether a status that only `default` describes on the other side is news. `here` are the responses beside it,
 * `there` those beside `default`: where `default` stays beside a success, it was meant for all other statuses.
 */
function isNews(
  session: Session,
  response: Response,
  twin: Response,
  sides: { readonly here: readonly Response[]; readonly there: readonly Response[] },
): boolean {
  if (twin.status !== "default" || response.status === "default") return false;
  const success = isSuccess(response.status);
  if (success && !coversSuccess(sides.there)) return true;
  if (isAlike(session, response, twin)) return false;
  if (success) return hasDefault(sides.here);
  return response.content.length === 0;
}

/** Responses by status. Those to webhooks and callbacks come from the consumer, so they are compared like requests. */
export function compareResponses(session: Session, operation: OperationPair): void {
  const [before, after] = [operation.base.responses, operation.revision.responses];
  const paired = new Set<string>();
  for (const response of after) {
    const twin = describing(before, response.status);
    if (twin === undefined || isNews(session, response, twin, { here: after, there: before }))
      reportStatus(session, operation, response, "added");
    else {
      paired.add(`${twin.status} ${response.status}`);
      compareResponse(session, operation, twin, response);
    }
  }
  for (const response of before) {
    if (after.some((other) => other.status === response.status)) continue;
    const within = response.status.endsWith("XX") ? after.filter((other) => other.status.charAt(0) === response.status.charAt(0)) : [];
    const twin = within.length > 0 ? within[0] : describing(after, response.status);
    if (twin === undefined || (isSuccess(response.status) && isNews(session, response, twin, { here: before, there: after })))
      reportStatus(session, operation, response, "removed");
    else if (!paired.has(`${response.status} ${twin.status}`)) compareResponse(session, operation, response, twin);
  }
}

function reportStatus(session: Session, operation: OperationPair, response: Response, way: "added" | "removed"): void {
  const success = isSuccess(response.status);
  const level = !success ? "safe" : way === "removed" ? "breaking" : operation.swapped ? "safe" : "risky";
  const kind = success ? (way === "added" ? successAdded : successRemoved) : way === "added" ? errorAdded : errorRemoved;
  const [sends, never] = operation.swapped ? ["accepts", "refuses it"] : ["answers with", "never does"];
  const witness: Witness = {
    subject: { part: "response", status: response.status },
    value: { status: response.status },
    mark: "/status",
    acceptedBy: way === "removed" ? "base" : "revision",
    rejectedBy: way === "removed" ? "revision" : "base",
    explanation:
      way === "removed"
        ? `The base ${sends} this status, and the revision ${never}.`
        : `The revision ${sends} this status, and the base ${never}.`,
  };
  session.report({
    kind,
    level,
    direction: "response",
    coordinate: `${operation.coordinate}#response.${response.status}`,
    meaning: way,
    message: `The ${nounOfStatus(response.status)} is ${way === "added" ? "new" : "gone"}.`,
    operations: [operation.key],
    witness: level === "safe" ? null : witness,
    base: way === "added" ? null : response.pointer,
    revision: way === "added" ? response.pointer : null,
  });
}

const nounOfStatus = (status: string): string =>
  status === "default" ? "default response" : `${isSuccess(status) ? "success" : "error"} status ${status}`;

function compareResponse(session: Session, operation: OperationPair, base: Response, revision: Response): void {
  const status =
    base.status === revision.status
      ? base.status
      : revision.status === "default" || revision.status.endsWith("XX")
        ? base.status
        : revision.status;
  const place = { status, coordinate: `${operation.coordinate}#response.${status}` };
  compareHeaders(session, operation, base, revision, place);
  compareContent(session, operation, base, revision, place);
  compareLinks(session, operation, [base, revision], place);
}

function compareContent(
  session: Session,
  operation: OperationPair,
  base: Response,
  revision: Response,
  { status, coordinate }: { readonly status: string; readonly coordinate: string },
): void {
  const error = !isSuccess(status);
  const report = (
    kind: Kind,
    level: "breaking" | "risky" | "safe",
    text: {
      readonly label: string;
      readonly message: string;
      readonly value: { readonly [name: string]: string } | null;
      readonly base: string | null;
      readonly revision: string | null;
    },
  ): void =>
    session.report({
      kind,
      level,
      direction: operation.swapped ? "request" : "response",
      coordinate: `${coordinate}${text.label}`,
      meaning: kind.id,
      message: text.message,
      operations: [operation.key],
      base: text.base,
      revision: text.revision,
      witness:
        text.value === null
          ? null
          : {
              subject: { part: "response", status },
              value: text.value,
              mark: "/contentType",
              acceptedBy: "base",
              rejectedBy: "revision",
              explanation: operation.swapped
                ? "The base takes this as an answer, and the revision does not."
                : "The base promises this, and the revision never sends it.",
            },
    });
  if (base.content.length > 0 && revision.content.length === 0) {
    report(bodyRemoved, error || operation.swapped ? "risky" : "breaking", {
      label: ".body",
      message: `The body of the ${responseNoun(status)} is gone.`,
      value: { status, contentType: base.content[0]?.mediaType ?? "" },
      base: base.pointer,
      revision: revision.pointer,
    });
    return;
  }
  if (base.content.length === 0 && revision.content.length > 0) {
    report(bodyAdded, operation.swapped ? "risky" : "safe", {
      label: ".body",
      message: `A body of the ${responseNoun(status)} is new.`,
      value: null,
      base: base.pointer,
      revision: revision.pointer,
    });
    return;
  }
  const matches = matchMediaTypes(base.content, revision.content, !operation.swapped);
  for (const { name, media } of matches.removed) {
    report(mediaTypeRemoved, error ? "risky" : "breaking", {
      label: `.body(${name})`,
      message: `The media type ${name} of the ${responseNoun(status)} is gone.`,
      value: { status, contentType: name },
      base: media.pointer,
      revision: null,
    });
  }
  for (const { name, media } of matches.added)
    report(mediaTypeAdded, "safe", {
      label: `.body(${name})`,
      message: `The media type ${name} of the ${responseNoun(status)} is new.`,
      value: null,
      base: null,
      revision: media.pointer,
    });
  for (const { name, media, parts } of operation.swapped ? matches.narrowed : matches.widened) {
    if (!isRange(name) || isUnstated(operation.swapped ? session.base : session.revision, name)) continue;
    const [part] = parts;
    const list = listNames(parts);
    report(operation.swapped ? mediaTypeRemoved : mediaTypeAdded, "risky", {
      label: `.body(${name})`,
      message: operation.swapped
        ? `Of the media types ${name} of the ${responseNoun(status)}, only ${list} ${parts.length > 1 ? "are" : "is"} left.`
        : `The ${responseNoun(status)} may have any media type of ${name} from now on, not only ${list}.`,
      value: null,
      base: operation.swapped ? media.pointer : part.media.pointer,
      revision: operation.swapped ? part.media.pointer : media.pointer,
    });
  }
  const main = matches.matched.length === 1 && base.content.length === 1;
  for (const match of matches.matched) {
    session.compare({
      operation: operation.key,
      coordinate: main || match.name === "application/json" ? coordinate : `${coordinate}(${match.name})`,
      noun: main ? `the ${responseNoun(status)}` : `the ${responseNoun(status)} (${match.name})`,
      direction: operation.swapped ? "request" : "response",
      subject: { part: "response-body", status, mediaType: match.mediaType },
      base: match.base.schema,
      revision: match.revision.schema,
      asText: false,
    });
    compareItems(session, match, {
      operation: operation.key,
      coordinate: main || match.name === "application/json" ? coordinate : `${coordinate}(${match.name})`,
      noun: `each item of the ${responseNoun(status)}`,
      direction: operation.swapped ? "request" : "response",
      subject: { part: "response-body", status, mediaType: match.mediaType },
    });
  }
}
