import type { Witness } from "@surety/model/changes";
import { joinPointer } from "@surety/model/pointer";
import type { Encoding, MediaType } from "@surety/engine-spec/api";
import type { Schema } from "@surety/engine-spec/schema";
import type { Flat } from "../flat.ts";
import type { Kind } from "../kind.ts";
import { coversMediaType, normalizeMediaType } from "../media-types.ts";
import { serializeSchema } from "../serialize-parameter.ts";
import type { Session } from "../session.ts";

const typesNarrowed: Kind = {
  id: "request-part-media-type-removed",
  title: "Media type of a form's part no longer accepted",
  why: "Clients that send the part in this media type are refused.",
  hint: "Keep accepting the media type.",
};

const typesWidened: Kind = {
  id: "request-part-media-type-added",
  title: "Media type of a form's part added",
  why: "The server accepts more than before.",
  hint: "Nothing to do: this breaks nobody.",
};

const styleChanged: Kind = {
  id: "request-part-style-changed",
  title: "Serialization of a form's field changed",
  why: "The same value is written in another way from now on, so the server misreads what clients send.",
  hint: "Keep style and explode, or add a field under another name.",
};

const headerRequired: Kind = {
  id: "request-part-header-required",
  title: "Header of a form's part required",
  why: "Clients that leave the header of the part out, as the old contract allows, are refused.",
  hint: "Keep the header optional.",
};

export const encodingKinds: readonly Kind[] = [typesNarrowed, typesWidened, styleChanged, headerRequired];

interface Place {
  readonly operation: string;
  readonly coordinate: string;
  readonly request: { readonly method: string; readonly path: string };
}

/** How the parts of a form are written (OpenAPI 3.1, Encoding Object), by property; for forms that clients send. */
export function compareEncodings(session: Session, base: MediaType, revision: MediaType, place: Place): void {
  if (!isForm(base.mediaType) || (base.encoding === undefined && revision.encoding === undefined)) return;
  const [before, after] = [session.flattener.of(base.schema), session.flattener.of(revision.schema)];
  const names = new Set([...(base.encoding?.keys() ?? []), ...(revision.encoding?.keys() ?? [])]);
  for (const name of [...names].sort()) {
    const [old, current] = [propertyOf(session, before, name), propertyOf(session, after, name)];
    if (old === undefined || current === undefined) continue;
    const encodings = [base.encoding?.get(name), revision.encoding?.get(name)] as const;
    const report = (kind: Kind, level: "breaking" | "safe", meaning: string, message: string, witness: Witness | null): void =>
      session.report({
        kind,
        level,
        direction: "request",
        coordinate: `${place.coordinate}.${name}`,
        meaning,
        message: `The part "${name}" of the form ${message}.`,
        operations: [place.operation],
        witness,
        base: encodings[0]?.pointer ?? old.pointer,
        revision: encodings[1]?.pointer ?? current.pointer,
      });
    const proof = (part: { readonly [name: string]: string }, mark: string, explanation: string): Witness => ({
      subject: { part: "request", ...place.request },
      value: { ...place.request, contentType: base.mediaType, parts: { [name]: part } },
      mark: joinPointer("/parts", name, mark),
      acceptedBy: "base",
      rejectedBy: "revision",
      explanation,
    });
    if (base.mediaType.startsWith("multipart/")) {
      compareTypes([typesOf(session, old, encodings[0]), typesOf(session, current, encodings[1])], report, proof);
      compareHeaders(encodings, report, proof);
    } else compareStyles(session, name, [old, current], encodings, report, proof);
  }
}

type Report = (kind: Kind, level: "breaking" | "safe", meaning: string, message: string, witness: Witness | null) => void;
type Proof = (part: { readonly [name: string]: string }, mark: string, explanation: string) => Witness;

function compareTypes([before, after]: readonly [readonly string[], readonly string[]], report: Report, proof: Proof): void {
  const covered = (type: string, types: readonly string[]): boolean => types.some((range) => coversMediaType(range, type));
  for (const type of before.filter((one) => !covered(one, after)))
    report(
      typesNarrowed,
      "breaking",
      type,
      `may no longer be ${type}`,
      proof(
        { contentType: type.replace("*/*", "text/plain").replace("/*", "/x") },
        "contentType",
        "The base accepts a part of this media type, and the revision does not.",
      ),
    );
  for (const type of after.filter((one) => !covered(one, before))) report(typesWidened, "safe", type, `may be ${type} from now on`, null);
}

function compareHeaders([before, after]: readonly [Encoding | undefined, Encoding | undefined], report: Report, proof: Proof): void {
  for (const { name, required } of after?.headers ?? []) {
    const old = before?.headers.find((other) => other.name.toLowerCase() === name.toLowerCase());
    if (!required || old?.required === true || name.toLowerCase() === "content-type") continue;
    const witness = proof({}, name, `The base accepts the part without the header "${name}", and the revision asks for it.`);
    report(headerRequired, "breaking", name.toLowerCase(), `needs the header "${name}" from now on`, { ...witness, missing: true });
  }
}

function compareStyles(
  session: Session,
  name: string,
  [old, current]: readonly [Schema, Schema],
  [before, after]: readonly [Encoding | undefined, Encoding | undefined],
  report: Report,
  proof: Proof,
): void {
  const written = (schema: Schema, encoding: Encoding | undefined): string => {
    const style = encoding?.style ?? "form";
    if (encoding?.contentType !== undefined && encoding.style === undefined && encoding.explode === undefined)
      return `${name}=(${typesOf(session, schema, encoding).join(", ")})`;
    return serializeSchema(schema, name, { style, explode: encoding?.explode ?? style === "form" });
  };
  const [from, to] = [written(old, before), written(current, after)];
  if (from === to) return;
  const explanation = `The base reads ${from} as the value that the revision expects as ${to}.`;
  report(
    styleChanged,
    "breaking",
    `${from} → ${to}`,
    `is written in another way: ${from} → ${to}`,
    proof({ written: from }, "written", explanation),
  );
}

const isForm = (mediaType: string): boolean =>
  mediaType.startsWith("multipart/") || mediaType.startsWith("application/x-www-form-urlencoded");

function propertyOf(session: Session, flat: Flat, name: string): Schema | undefined {
  return session.flattener.join(flat.properties.get(name) ?? []);
}

/** The media types that a part may have: those that are written, or the one that follows from its type. */
function typesOf(session: Session, schema: Schema, encoding: Encoding | undefined, depth = 0): readonly string[] {
  if (encoding?.contentType !== undefined) return encoding.contentType.split(",").map((type) => normalizeMediaType(type));
  const { types, parts, properties } = session.flattener.of(schema);
  if (parts.some(({ contentEncoding, format }) => contentEncoding !== undefined || format === "binary"))
    return ["application/octet-stream"];
  if (types === undefined && properties.size === 0) return ["*/*"];
  if (types === undefined || types.has("object")) return ["application/json"];
  const items = parts.find((part) => part.items !== undefined)?.items;
  if (types.has("array") && items !== undefined && depth < 8) return typesOf(session, items, undefined, depth + 1);
  return types.has("array") ? ["*/*"] : ["text/plain"];
}
