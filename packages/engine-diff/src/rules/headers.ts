import type { Witness } from "@surety/model/changes";
import { joinPointer } from "@surety/model/pointer";
import type { Header, Response } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
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

export const headerKinds: readonly Kind[] = [added, optionalRemoved, requiredRemoved, becameOptional, becameRequired];

const byName = (headers: readonly Header[]): ReadonlyMap<string, Header> =>
  new Map(headers.filter(({ name }) => name.toLowerCase() !== "content-type").map((header) => [header.name.toLowerCase(), header]));

export function compareHeaders(
  session: Session,
  operation: OperationPair,
  base: Response,
  revision: Response,
  place: { readonly status: string; readonly coordinate: string },
): void {
  const [before, after] = [byName(base.headers), byName(revision.headers)];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, current] = [before.get(name), after.get(name)];
    const coordinate = `${place.coordinate}.header.${name}`;
    const written = (current ?? old)?.name ?? name;
    const report = (kind: Kind, level: "breaking" | "risky" | "safe", text: string, witness: Witness | null = null): void =>
      session.report({
        kind,
        level,
        direction: "response",
        coordinate,
        meaning: kind.id,
        message: `The header "${written}" of the response ${place.status} ${text}.`,
        operations: [operation.key],
        witness,
        base: old?.pointer ?? null,
        revision: current?.pointer ?? null,
      });
    const missing: Witness = {
      subject: { part: "response", status: place.status },
      value: { status: place.status, headers: {} },
      mark: joinPointer("/headers", written),
      missing: true,
      acceptedBy: "revision",
      rejectedBy: "base",
      explanation: `The revision may answer without the header "${written}", which the base promises.`,
    };
    if (old === undefined) report(added, "safe", "is new");
    else if (current === undefined)
      report(
        old.required ? requiredRemoved : optionalRemoved,
        old.required ? "breaking" : "risky",
        "is gone",
        old.required ? missing : null,
      );
    else {
      if (old.required && !current.required) report(becameOptional, "breaking", "may be missing from now on", missing);
      if (!old.required && current.required) report(becameRequired, "safe", "is always there from now on");
      session.compare({
        operation: operation.key,
        coordinate,
        noun: `the header "${written}" of the response ${place.status}`,
        direction: "response",
        subject: { part: "response-header", status: place.status, name: written },
        base: old.schema,
        revision: current.schema,
        asText: true,
      });
    }
  }
}
