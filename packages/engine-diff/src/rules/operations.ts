import type { Witness } from "@surety/model/changes";
import type { Operation } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
import { concretePath } from "../side.ts";
import type { OperationPair } from "../side.ts";
import type { Session } from "../session.ts";

const added: Kind = {
  id: "operation-added",
  title: "Operation added",
  why: "Nobody uses it yet.",
  hint: "Nothing to do: this breaks nobody.",
};

const removed: Kind = {
  id: "operation-removed",
  title: "Operation removed",
  why: "Every request to it fails from now on.",
  example: { base: "paths: {/orders: {get: …, delete: …}}", revision: "paths: {/orders: {get: …}}" },
  hint: "Keep the operation, or deprecate it with a sunset date and remove it after that, once nobody uses it.",
};

const deprecated: Kind = {
  id: "operation-deprecated",
  title: "Operation deprecated",
  why: "It still works, and will go one day: consumers should plan to leave it.",
  hint: "Give a sunset date (x-sunset, Sunset header, RFC 8594) and say what to use instead.",
};

const reactivated: Kind = {
  id: "operation-reactivated",
  title: "Operation no longer deprecated",
  why: "It is here to stay after all.",
  hint: "Nothing to do: this breaks nobody.",
};

const sunsetChanged: Kind = {
  id: "operation-sunset-changed",
  title: "Sunset date changed",
  why: "Consumers planned with the old date. An earlier one leaves them less time.",
  example: { base: "x-sunset: 2027-06-30", revision: "x-sunset: 2027-01-31" },
  hint: "Move the date later only.",
};

const idChanged: Kind = {
  id: "operation-id-changed",
  title: "operationId changed",
  why: "Requests stay the same, but generated clients call the method by that name.",
  example: { base: "operationId: listOrders", revision: "operationId: getOrders" },
  hint: "Keep operationIds stable: generated clients rely on them.",
};

const tagsChanged: Kind = {
  id: "operation-tags-changed",
  title: "Tags of an operation changed",
  why: "Requests stay the same, but documentation and generated clients are grouped by tags.",
  hint: "Keep tags stable where clients are generated.",
};

export const operationKinds: readonly Kind[] = [added, removed, deprecated, reactivated, sunsetChanged, idChanged, tagsChanged];

export function reportAdded(
  session: Session,
  operation: Operation,
  place: { readonly key: string; readonly coordinate: string; readonly noun: string },
): void {
  session.report({
    kind: added,
    level: "safe",
    direction: "request",
    coordinate: place.coordinate,
    meaning: "added",
    message: `${place.noun} is new.`,
    operations: [place.key],
    witness: null,
    base: null,
    revision: operation.pointer,
  });
}

export function reportRemoved(
  session: Session,
  operation: Operation,
  place: { readonly key: string; readonly coordinate: string; readonly noun: string; readonly swapped: boolean },
): void {
  const sunset = sunsetOf(operation);
  const over = operation.deprecated && sunset !== null && session.options.today !== undefined && sunset <= session.options.today;
  const request = { method: operation.method, path: place.swapped ? operation.path : concretePath(operation.path) };
  const witness: Witness = {
    subject: { part: "request", ...request },
    value: request,
    mark: "/path",
    acceptedBy: "base",
    rejectedBy: "revision",
    explanation: place.swapped
      ? "The base promises to send this request, and the revision never sends it."
      : "The base answers this request, and the revision has no such operation.",
  };
  session.report({
    kind: removed,
    level: over ? "risky" : "breaking",
    direction: place.swapped ? "response" : "request",
    coordinate: place.coordinate,
    meaning: "removed",
    message: over
      ? `${place.noun} is gone after its sunset (${sunset}).`
      : `${place.noun} is gone${operation.deprecated ? ", though deprecated before" : ""}.`,
    operations: [place.key],
    witness,
    base: operation.pointer,
    revision: null,
  });
}

function sunsetOf(operation: Operation): string | null {
  const value = operation.extensions.get("x-sunset");
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : null;
}

/** What is said about an operation itself, apart from its messages. */
export function compareLifecycle(session: Session, { base, revision, key, coordinate }: OperationPair): void {
  const report = (kind: Kind, level: "risky" | "safe", meaning: string, message: string): void =>
    session.report({
      kind,
      level,
      direction: "request",
      coordinate,
      meaning,
      message,
      operations: [key],
      witness: null,
      base: base.pointer,
      revision: revision.pointer,
    });
  if (!base.deprecated && revision.deprecated)
    report(deprecated, "safe", "deprecated", `${key} is deprecated${sunsetOf(revision) === null ? "" : ` until ${sunsetOf(revision)}`}.`);
  if (base.deprecated && !revision.deprecated) report(reactivated, "safe", "reactivated", `${key} is no longer deprecated.`);
  const [was, is] = [sunsetOf(base), sunsetOf(revision)];
  if (was !== is && base.deprecated && revision.deprecated) {
    const sooner = was === null || (is !== null && is < was);
    report(
      sunsetChanged,
      sooner && was !== null ? "risky" : "safe",
      `${was} → ${is}`,
      `The sunset of ${key} moves: ${was ?? "none"} → ${is ?? "none"}.`,
    );
  }
  if (base.operationId !== revision.operationId)
    report(
      idChanged,
      "safe",
      `${base.operationId} → ${revision.operationId}`,
      `The operationId of ${key} changes: ${base.operationId ?? "none"} → ${revision.operationId ?? "none"}.`,
    );
  const [before, after] = [[...base.tags].sort().join(", "), [...revision.tags].sort().join(", ")];
  if (before !== after)
    report(tagsChanged, "safe", `${before} → ${after}`, `The tags of ${key} change: ${before || "none"} → ${after || "none"}.`);
}
