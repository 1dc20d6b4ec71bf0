import type { Witness } from "@surety/model/changes";
import { joinPointer } from "@surety/model/pointer";
import type { Header, Response } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
import { serializeSchema, shapeOf } from "../serialize-parameter.ts";
import { responseNoun } from "../response-noun.ts";
import type { Session } from "../session.ts";
import type { OperationPair } from "../side.ts";

const added: Kind = {
  id: "response-header-added",
  title: "Header added to a response",
  why: "Clients ignore headers that they do not know.",
  hint: "Nothing to do: this breaks nobody.",
};

const optionalRemoved: Kind = {
  id: "response-header-removed",
  title: "Optional header removed from a response",
  why: "The header could be missing before, but clients that use it when it is there lose something.",
  hint: "Keep sending the header.",
};

const requiredRemoved: Kind = {
  id: "response-required-header-removed",
  title: "Required header removed from a response",
  why: "Clients rely on the header being there.",
  hint: "Keep sending the header.",
};

const becameOptional: Kind = {
  id: "response-header-became-optional",
  title: "Response header became optional",
  why: "Clients rely on the header being there, and from now on it may be missing.",
  hint: "Keep sending the header always.",
};

const becameRequired: Kind = {
  id: "response-header-became-required",
  title: "Response header became required",
  why: "The header is always there from now on.",
  hint: "Nothing to do: this breaks nobody.",
};

const styleChanged: Kind = {
  id: "response-header-style-changed",
  title: "Serialization of a response header changed",
  why: "The same value is written in another way from now on, so clients misread what they receive.",
  hint: "Keep `explode`, or add a header under another name.",
};

const contentChanged: Kind = {
  id: "response-header-content-changed",
  title: "Media type of a response header changed",
  why: "The value is encoded in another way from now on.",
  hint: "Keep the media type, or add a header under another name.",
};

export const headerKinds: readonly Kind[] = [
  added,
  optionalRemoved,
  requiredRemoved,
  becameOptional,
  becameRequired,
  styleChanged,
  contentChanged,
];

const byName = (headers: readonly Header[]): ReadonlyMap<string, Header> =>
  new Map(headers.filter(({ name }) => name.toLowerCase() !== "content-type").map((header) => [header.name.toLowerCase(), header]));

export function compareHeaders(
  session: Session,
  operation: OperationPair,
  base: Response,
  revision: Response,
  place: { readonly status: string; readonly coordinate: string },
): void {
  if (base.headers === revision.headers) return;
  const [before, after] = [byName(base.headers), byName(revision.headers)];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, current] = [before.get(name), after.get(name)];
    const coordinate = `${place.coordinate}.header.${name}`;
    const written = (current ?? old)?.name ?? name;
    const report = (kind: Kind, level: "breaking" | "risky" | "safe", text: string, witness: Witness | null = null): void =>
      session.report({
        kind,
        level,
        direction: operation.swapped ? "request" : "response",
        coordinate,
        meaning: kind.id,
        message: `The header "${written}" of the ${responseNoun(place.status)} ${text}.`,
        operations: [operation.key],
        witness,
        base: old?.pointer ?? null,
        revision: current?.pointer ?? null,
      });
    const receives = operation.swapped;
    const missing: Witness = {
      subject: { part: "response", status: place.status },
      value: { status: place.status, headers: {} },
      mark: joinPointer("/headers", written),
      missing: true,
      acceptedBy: receives ? "base" : "revision",
      rejectedBy: receives ? "revision" : "base",
      explanation: receives
        ? `The base takes an answer without the header "${written}", and the revision asks for it.`
        : `The revision may answer without the header "${written}", which the base promises.`,
    };
    const answersNeed = receives && current?.required === true && old?.required !== true;
    if (answersNeed) report(old === undefined ? added : becameRequired, "breaking", "is needed from now on", missing);
    else if (old === undefined) report(added, "safe", "is new");
    else if (current === undefined) {
      const promised = old.required && !receives;
      report(
        promised ? requiredRemoved : optionalRemoved,
        promised ? "breaking" : receives ? "safe" : "risky",
        "is gone",
        promised ? missing : null,
      );
    } else if (old.required !== current.required) {
      if (current.required) report(becameRequired, "safe", "is always there from now on");
      else report(becameOptional, receives ? "safe" : "breaking", "may be missing from now on", receives ? null : missing);
    }
    if (old === undefined || current === undefined) continue;
    compareForms(old, current, (kind, level, text) => report(kind, level, text));
    session.compare({
      operation: operation.key,
      coordinate,
      noun: `the header "${written}" of the ${responseNoun(place.status)}`,
      direction: receives ? "request" : "response",
      subject: { part: "response-header", status: place.status, name: written },
      base: old.schema,
      revision: current.schema,
      asText: old.contentMediaType === undefined && current.contentMediaType === undefined,
    });
  }
}

/** How the value of a header is written. */
function compareForms(base: Header, revision: Header, report: (kind: Kind, level: "risky" | "breaking", text: string) => void): void {
  if (base.contentMediaType !== revision.contentMediaType) {
    const [from, to] = [base, revision].map(({ contentMediaType }) => contentMediaType ?? "plain text");
    report(contentChanged, "risky", `is encoded in another way: ${from} → ${to}`);
    return;
  }
  const [from, to] = [base, revision].map(({ schema, explode }) =>
    serializeSchema(schema, "", { style: "simple", explode: explode === true }),
  );
  const shapes = [shapeOf(base.schema), shapeOf(revision.schema)];
  if (from !== to && shapes[0] === shapes[1])
    report(styleChanged, "risky", `is written in another way: ${from?.replace(/^=/, "")} → ${to?.replace(/^=/, "")}`);
}
