import type { Direction, Witness } from "@surety/model/changes";
import type { Json } from "@surety/model/json";
import { joinPointer } from "@surety/model/pointer";
import type { Operation, Parameter } from "@surety/engine-spec/api";
import type { Schema } from "@surety/engine-spec/schema";
import { dereference } from "@surety/engine-schema/view";
import type { Kind } from "../kind.ts";
import { asListOfOne, onlyShapeOf, separatorOf, serializeSchema, shapeOf } from "../serialize-parameter.ts";
import type { Root, Session } from "../session.ts";
import { concretePath } from "../side.ts";
import type { OperationPair } from "../side.ts";
import { compareLifetimes, lifecycleKinds, lifetimeOf, noticeOf, sunsetDay } from "./lifecycle.ts";

const added: Kind = {
  id: "request-parameter-added",
  title: "Optional parameter added",
  why: "Clients that do not know it leave it out, and the server accepts that.",
  hint: "Nothing to do: this breaks nobody.",
};

const requiredAdded: Kind = {
  id: "request-required-parameter-added",
  title: "Required parameter added",
  why: "Existing clients do not send it, so all their requests are refused.",
  hint: "Make the parameter optional, with a default on the server.",
};

const removed: Kind = {
  id: "request-parameter-removed",
  title: "Parameter removed",
  why: "Servers ignore parameters that they do not know, so clients get an answer to another question than they asked.",
  hint: "Keep the parameter, or deprecate it first and remove it in a new version.",
};

const becameRequired: Kind = {
  id: "request-parameter-became-required",
  title: "Parameter became required",
  why: "Clients that leave it out, as the old contract allows, are refused.",
  hint: "Keep the parameter optional, with a default on the server.",
};

const becameOptional: Kind = {
  id: "request-parameter-became-optional",
  title: "Parameter became optional",
  why: "The server accepts more than before; requests that were valid stay valid.",
  hint: "Nothing to do: this breaks nobody.",
};

const styleChanged: Kind = {
  id: "request-parameter-style-changed",
  title: "Serialization of a parameter changed",
  why: "The same value is written in another way from now on, so the server misreads what clients send.",
  hint: "Keep style and explode, or add a parameter under another name.",
};

const contentChanged: Kind = {
  id: "request-parameter-content-changed",
  title: "Media type of a parameter changed",
  why: "The value is encoded in another way from now on.",
  hint: "Keep the media type, or add a parameter under another name.",
};

const emptyRefused: Kind = {
  id: "request-parameter-empty-refused",
  title: "Empty value of a parameter no longer allowed",
  why: "Clients may send the parameter's name without a value, and that is refused from now on.",
  hint: "Keep accepting the empty value.",
};

const emptyAllowed: Kind = {
  id: "request-parameter-empty-allowed",
  title: "Empty value of a parameter allowed",
  why: "The server accepts more than before; requests that were valid stay valid.",
  hint: "Nothing to do: this breaks nobody.",
};

const reservedRefused: Kind = {
  id: "request-parameter-reserved-refused",
  title: "Reserved characters of a parameter have to be encoded",
  why: "Clients may send characters such as / and ? as they are, and the server may take them for parts of the address from now on.",
  hint: "Keep `allowReserved: true`, and read both spellings.",
};

const reservedAllowed: Kind = {
  id: "request-parameter-reserved-allowed",
  title: "Reserved characters of a parameter may be sent as they are",
  why: "Values that are encoded stay readable.",
  hint: "Nothing to do: this breaks nobody.",
};

const typesNarrowed: Kind = {
  id: "request-parameter-types-narrowed",
  title: "Parameter lists fewer types",
  why: "On the wire all values are text, so requests stay valid; but the server may read a number as a text from now on, and generated clients no longer offer the type.",
  hint: "Keep the types listed, or tell clients how numbers are read from now on.",
};

const removedAfterDeprecation: Kind = {
  id: "request-parameter-removed-after-deprecation",
  title: "Deprecated parameter removed",
  why: "It was announced: its sunset has passed, or there was none. Clients that still send it are ignored in it.",
  hint: "Nothing to do, once nobody relies on it.",
};

const lifecycle = lifecycleKinds("request-parameter", "Parameter");

export const parameterKinds: readonly Kind[] = [
  added,
  requiredAdded,
  removed,
  becameRequired,
  becameOptional,
  styleChanged,
  contentChanged,
  emptyRefused,
  emptyAllowed,
  reservedRefused,
  reservedAllowed,
  typesNarrowed,
  removedAfterDeprecation,
  ...Object.values(lifecycle),
];

/** Headers that OpenAPI describes elsewhere, so that parameters of these names say nothing. */
const RESERVED_HEADERS = new Set(["accept", "content-type", "authorization"]);

/** Parameters by what addresses them; those of the path by their position, since their names are not on the wire. */
function parametersOf(operation: Operation): ReadonlyMap<string, Parameter> {
  const names = [...operation.path.matchAll(/\{([^{}/]*)\}/g)].map((match) => match[1] ?? "");
  const parameters = new Map<string, Parameter>();
  for (const parameter of operation.parameters) {
    const name = parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
    if (parameter.in === "header" && RESERVED_HEADERS.has(name)) continue;
    const position = parameter.in === "path" ? names.indexOf(parameter.name) : -1;
    const place = position >= 0 ? `path.${position}` : parameter.in === "querystring" ? "querystring" : `${parameter.in}.${name}`;
    parameters.set(place, parameter);
  }
  return parameters;
}

export function compareParameters(session: Session, operation: OperationPair): void {
  const before = parametersOf(operation.base);
  const after = parametersOf(operation.revision);
  for (const place of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, current] = [before.get(place), after.get(place)];
    const comparison = new ParameterComparison(session, operation, `${operation.coordinate}#${place}`);
    if (old === undefined && current !== undefined) comparison.added(current);
    else if (old !== undefined && current === undefined) comparison.removed(old);
    else if (old !== undefined && current !== undefined) comparison.compare(old, current);
  }
}

class ParameterComparison {
  readonly #session: Session;
  readonly #operation: OperationPair;
  readonly #coordinate: string;
  readonly #direction: Direction;

  constructor(session: Session, operation: OperationPair, coordinate: string) {
    this.#session = session;
    this.#operation = operation;
    this.#coordinate = coordinate;
    this.#direction = operation.swapped ? "response" : "request";
  }

  #report(
    kind: Kind,
    level: "breaking" | "risky" | "safe",
    text: { readonly meaning: string; readonly message: string; readonly undecided?: string },
    parameters: readonly [Parameter | null, Parameter | null],
    witness: Witness | null = null,
  ): void {
    const [base, revision] = parameters;
    this.#session.report({
      ...text,
      kind,
      level,
      direction: this.#direction,
      coordinate: this.#coordinate,
      operations: [this.#operation.key],
      witness,
      base: base?.pointer ?? null,
      revision: revision?.pointer ?? null,
    });
  }

  #request(extra: { readonly [part: string]: Json }, explanation: string, where: Pick<Witness, "mark" | "missing">): Witness {
    const { method, path } = this.#operation.base;
    const subject = { method, path: this.#operation.swapped ? path : concretePath(path) };
    return {
      subject: { part: "request", ...subject },
      value: { ...subject, ...extra },
      ...where,
      ...(this.#operation.swapped
        ? { acceptedBy: "revision" as const, rejectedBy: "base" as const }
        : { acceptedBy: "base" as const, rejectedBy: "revision" as const }),
      explanation,
    };
  }

  /** A request that says nothing of the parameter. */
  #without(parameter: Parameter): Witness {
    const part = PARTS[parameter.in];
    const noun = decapitalized(nounOf(parameter));
    const explanation = this.#operation.swapped
      ? `The revision may send this request, and the base promises ${noun}.`
      : `The base accepts this request, and the revision asks for ${noun}.`;
    const named = parameter.in === "querystring" ? [] : [parameter.name];
    if (part === null) return this.#request({}, explanation, { mark: "/path" });
    return this.#request({ [part]: {} }, explanation, { mark: joinPointer("", part, ...named), missing: true });
  }

  added(parameter: Parameter): void {
    const what = nounOf(parameter);
    if (!parameter.required || this.#operation.swapped) {
      this.#report(added, "safe", { meaning: "added", message: `${what} is new and optional.` }, [null, parameter]);
      return;
    }
    this.#report(
      requiredAdded,
      "breaking",
      { meaning: "added", message: `${what} is new and required.` },
      [null, parameter],
      this.#without(parameter),
    );
  }

  removed(parameter: Parameter): void {
    const lifetime = lifetimeOf(parameter);
    const notice = noticeOf(lifetime, this.#session.calendar);
    const announced = notice === "over" || notice === "undated";
    const promised = this.#operation.swapped && parameter.required && !announced;
    const when = notice === "running" ? `, and its sunset is ${sunsetDay(lifetime)}` : announced ? ", as announced" : "";
    this.#report(
      announced ? removedAfterDeprecation : removed,
      announced ? "safe" : promised ? "breaking" : "risky",
      { meaning: "removed", message: `${nounOf(parameter)} is gone${when}.` },
      [parameter, null],
      promised ? this.#without(parameter) : null,
    );
  }

  compare(base: Parameter, revision: Parameter): void {
    if (base === revision) return;
    const both: readonly [Parameter, Parameter] = [base, revision];
    const what = nounOf(revision);
    if (!base.required && revision.required) {
      this.#report(
        becameRequired,
        this.#operation.swapped ? "safe" : "breaking",
        { meaning: "required", message: `${what} is required from now on.` },
        both,
        this.#operation.swapped ? null : this.#without(revision),
      );
    }
    if (base.required && !revision.required)
      this.#report(
        becameOptional,
        this.#operation.swapped ? "breaking" : "safe",
        { meaning: "optional", message: `${what} may be left out from now on.` },
        both,
        this.#operation.swapped ? this.#without(base) : null,
      );
    const [was, is] = [lifetimeOf(base), lifetimeOf(revision)];
    for (const { kind, level, meaning, message, undecided } of compareLifetimes(was, is, lifecycle, this.#session.calendar))
      this.#report(kind, level, { meaning, message: `${what} ${message}.`, ...(undecided === undefined ? {} : { undecided }) }, both);
    this.#compareFreedom(both, "allowEmptyValue", [emptyRefused, emptyAllowed], "be empty");
    if (revision.in === "query")
      this.#compareFreedom(both, "allowReserved", [reservedRefused, reservedAllowed], "contain reserved characters as they are");
    this.#compareSerialization(base, revision);
    this.#compareTypeLists(base, revision);
    this.#session.compare({
      operation: this.#operation.key,
      coordinate: this.#coordinate,
      noun: decapitalized(what),
      direction: this.#direction,
      subject: { part: "parameter", in: revision.in, name: revision.name },
      ...alignShapes(base, revision),
      asText: base.contentMediaType === undefined && revision.contentMediaType === undefined,
    });
  }

  /** What senders may do; less of it may be refused by the server, more of it may be new to the receiver of a webhook. */
  #compareFreedom(
    both: readonly [Parameter, Parameter],
    keyword: "allowEmptyValue" | "allowReserved",
    [refused, allowed]: readonly [Kind, Kind],
    what: string,
  ): void {
    const [was, is] = [both[0][keyword], both[1][keyword]];
    if (was === is) return;
    const message = `${nounOf(both[1])} ${is ? "may" : "may no longer"} ${what}${is ? " from now on" : ""}.`;
    const kind = is ? allowed : refused;
    this.#report(kind, is === this.#operation.swapped ? "risky" : "safe", { meaning: kind.id, message }, both);
  }

  /** A text becomes a list that is written as one text: what contains the separator is read as several items. */
  #compareSeparators(base: Parameter, revision: Parameter, [was, is]: readonly (string | undefined)[]): void {
    if (was !== "scalar" || is !== "array" || isExploded(revision) || !mayContainSeparator(base.schema)) return;
    const separator = decodeURIComponent(separatorOf(revision.style));
    this.#report(
      styleChanged,
      "risky",
      {
        meaning: `text → list by ${separator}`,
        message: `${nounOf(revision)} is a list from now on: a text that contains ${JSON.stringify(separator)} is read as several items.`,
        undecided: "nobody can tell whether clients send such texts",
      },
      [base, revision],
    );
  }

  /** As text the values stay readable, but clients with types lose some of them. */
  #compareTypeLists(base: Parameter, revision: Parameter): void {
    const [before, after] = [typesOf(base.schema), typesOf(revision.schema)];
    if (
      before.size < 2 ||
      after.size === 0 ||
      after.size >= before.size ||
      ![...after].every((type) => before.has(type)) ||
      !after.has("string")
    )
      return;
    const [from, to] = [[...before].sort().join(" or "), [...after].sort().join(" or ")];
    this.#report(
      typesNarrowed,
      "risky",
      {
        meaning: `${from} → ${to}`,
        message: `${nounOf(revision)} lists fewer types: ${from} → ${to}.`,
        undecided: "as text all values stay valid",
      },
      [base, revision],
    );
  }

  #compareSerialization(base: Parameter, revision: Parameter): void {
    const both: readonly [Parameter, Parameter] = [base, revision];
    const what = nounOf(revision);
    if (base.contentMediaType !== revision.contentMediaType) {
      const [from, to] = [base.contentMediaType ?? base.style, revision.contentMediaType ?? revision.style];
      this.#report(
        contentChanged,
        "risky",
        {
          meaning: `${from} → ${to}`,
          message: `${what} is encoded in another way: ${from} → ${to}.`,
          undecided: "encodings are not compared",
        },
        both,
      );
      return;
    }
    const shapes = [shapeOf(base.schema), shapeOf(revision.schema)];
    if (shapes[0] !== shapes[1]) {
      this.#compareSeparators(base, revision, shapes);
      return;
    }
    const [from, to] = [base, revision].map((one) => serializeSchema(base.schema, revision.name, one));
    if (from === undefined || to === undefined || from === to) return;
    const styles = [styleOf(base), styleOf(revision)] as const;
    const written = PARTS[revision.in] ?? "pathParameter";
    this.#report(
      styleChanged,
      "breaking",
      { meaning: `${styles[0]} → ${styles[1]}`, message: `${what} is written in another way: ${styles[0]} → ${styles[1]}.` },
      both,
      this.#request(
        { [written]: this.#operation.swapped ? to : from },
        this.#operation.swapped
          ? `The revision writes ${to}, where the base promises ${from}.`
          : `The base reads ${from} as the value that the revision expects as ${to}.`,
        { mark: joinPointer("", written) },
      ),
    );
  }
}

/** Where the value of a witness has parameters; those in the path are in the path itself. */
const PARTS: { readonly [place in Parameter["in"]]: string | null } = {
  path: null,
  query: "query",
  querystring: "query",
  header: "headers",
  cookie: "cookies",
};

const decapitalized = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A lone value and a list are compared as lists where they look alike on the wire. */
function alignShapes(base: Parameter, revision: Parameter): Pick<Root, "base" | "revision" | "lone"> {
  const [old, current] = [base.schema, revision.schema];
  const shapes = `${onlyShapeOf(old)} → ${onlyShapeOf(current)}`;
  const alike = [base, revision].every(({ style, contentMediaType }) => style !== "deepObject" && contentMediaType === undefined);
  if (alike && shapes === "scalar → array") return { base: asListOfOne(old, dereference(current)), revision: current, lone: "base" };
  if (alike && shapes === "array → scalar") return { base: old, revision: asListOfOne(current, dereference(old)), lone: "revision" };
  return { base: old, revision: current };
}

const isExploded = ({ style, explode }: Parameter): boolean => explode && style !== "simple";

function mayContainSeparator({ ref, types, enum: values, format, pattern }: Schema, depth = 0): boolean {
  if (ref !== undefined && depth < 8) return mayContainSeparator(ref, depth + 1);
  return types?.has("string") === true && values === undefined && format === undefined && pattern === undefined;
}

const styleOf = (parameter: Parameter): string => `${parameter.style}${parameter.explode ? ", exploded" : ""}`;

/** Types of a scalar, through references and alternatives. */
function typesOf(schema: Parameter["schema"], depth = 0): ReadonlySet<string> {
  if (schema.types !== undefined) return new Set([...schema.types].filter((type) => type !== "null"));
  if (depth > 8) return new Set();
  const inner = [schema.ref, ...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  return new Set(inner.flatMap((other) => (other === undefined ? [] : [...typesOf(other, depth + 1)])));
}

const nounOf = (parameter: Parameter): string =>
  parameter.in === "querystring" ? "The query string" : `The ${parameter.in} parameter "${parameter.name}"`;
