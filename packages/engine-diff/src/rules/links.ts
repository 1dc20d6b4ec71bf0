import type { Json } from "@surety/model/json";
import type { Api, Link, Operation, Response } from "@surety/engine-spec/api";
import { jsonKey } from "@surety/engine-schema/json-values";
import type { Kind } from "../kind.ts";
import { responseNoun } from "../response-noun.ts";
import type { Session } from "../session.ts";
import type { OperationPair } from "../side.ts";

const added: Kind = {
  id: "response-link-added",
  title: "Link added to a response",
  why: "Clients ignore links that they do not know.",
  hint: "Nothing to do: this breaks nobody.",
};

const removed: Kind = {
  id: "response-link-removed",
  title: "Link removed from a response",
  why: "Clients that follow links (OpenAPI Link Objects) lose one.",
  hint: "Keep the link.",
};

const changed: Kind = {
  id: "response-link-changed",
  title: "Link of a response leads elsewhere",
  why: "Clients that follow the link call another operation, or the same with other values, than they did.",
  hint: "Keep the link as it is, and add one under another name.",
};

export const linkKinds: readonly Kind[] = [added, removed, changed];

/** Links of a response by name: where they lead, and what they pass on. */
export function compareLinks(
  session: Session,
  operation: OperationPair,
  [base, revision]: readonly [Response, Response],
  place: { readonly status: string; readonly coordinate: string },
): void {
  const names = new Set([...base.links, ...revision.links].map(({ name }) => name));
  for (const name of [...names].sort()) {
    const [old, current] = [base, revision].map(({ links }) => links.find((link) => link.name === name));
    const report = (kind: Kind, level: "risky" | "safe", meaning: string, message: string): void =>
      session.report({
        kind,
        level,
        direction: "response",
        coordinate: `${place.coordinate}.link.${name}`,
        meaning,
        message: `The link "${name}" of the ${responseNoun(place.status)} ${message}.`,
        operations: [operation.key],
        witness: null,
        base: old?.pointer ?? null,
        revision: current?.pointer ?? null,
      });
    if (old === undefined) report(added, "safe", "added", "is new");
    else if (current === undefined) report(removed, "risky", "removed", "is gone");
    else {
      const targets = [targetOf(old, session.base.api), targetOf(current, session.revision.api)] as const;
      const [before, after] = [describe(old, targets[0]), describe(current, targets[1])];
      const dangling = targets.includes(undefined) && writtenTarget(old) === writtenTarget(current);
      for (const [what, said] of after) {
        if (before.get(what) === said || (dangling && what === "operation")) continue;
        const [from, to] = [before.get(what) ?? "none", said];
        report(changed, "risky", `${what}: ${from} → ${to}`, `has another ${what}: ${from} → ${to}`);
      }
    }
  }
}

const writtenTarget = ({ operationId, operationRef }: Link): string | undefined => operationId ?? operationRef;

function targetOf(link: Link, api: Api): Operation | undefined {
  const pointer = link.operationRef === undefined ? null : decoded(link.operationRef);
  return [...api.operations, ...api.webhooks].find((operation) =>
    link.operationId === undefined ? operation.pointer === pointer : operation.operationId === link.operationId,
  );
}

/** What a link says, without names that are not on the wire: operations by key, parameters of the path by position. */
function describe(link: Link, target: Operation | undefined): ReadonlyMap<string, string> {
  const names = [...(target?.path ?? "").matchAll(/\{([^{}/]*)\}/g)].map((match) => match[1] ?? "");
  const parameters = [...(link.parameters ?? [])].map(([name, value]: readonly [string, Json]) => {
    const position = names.indexOf(name.replace(/^path\./, ""));
    return `${position >= 0 ? `path.${position}` : name}=${jsonKey(value)}`;
  });
  return new Map([
    ["operation", target?.key ?? writtenTarget(link) ?? "none"],
    ["list of parameters", parameters.sort().join(", ") || "none"],
    ["request body", link.requestBody === undefined ? "none" : jsonKey(link.requestBody)],
    ["server", link.server ?? "none"],
  ]);
}

/** The pointer of a reference into the same document. */
function decoded(reference: string): string | null {
  if (!reference.startsWith("#")) return null;
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return reference.slice(1);
  }
}
