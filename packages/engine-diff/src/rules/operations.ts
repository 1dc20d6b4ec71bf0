import type { Witness } from "@surety/model/changes";
import type { Operation } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
import { concretePath } from "../side.ts";
import type { OperationPair } from "../side.ts";
import type { Session } from "../session.ts";
import { compareLifetimes, lifecycleKinds, lifetimeOf, noticeOf, sunsetDay } from "./lifecycle.ts";

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
  hint: "Keep the operation, or deprecate it with a sunset date and remove it after that, once nobody uses it.",
};

const removedAfterDeprecation: Kind = {
  id: "operation-removed-after-deprecation",
  title: "Deprecated operation removed",
  why: "It was announced, so that well-kept clients have left; every request of the others fails from now on. Without a sunset date, or once that has passed, it is risky rather than breaking: look at who still uses it.",
  hint: "Remove it once nobody uses it.",
};

const lifecycle = lifecycleKinds("operation", "Operation");

const idChanged: Kind = {
  id: "operation-id-changed",
  title: "operationId changed",
  why: "Requests stay the same, but generated clients call the method by that name.",
  hint: "Keep operationIds stable: generated clients rely on them.",
  category: "source",
  fullLevel: "breaking",
};

const tagsChanged: Kind = {
  id: "operation-tags-changed",
  title: "Tags of an operation changed",
  why: "Requests stay the same, but documentation and generated clients are grouped by tags.",
  hint: "Keep tags stable where clients are generated.",
  category: "source",
  fullLevel: "risky",
};

export const operationKinds: readonly Kind[] = [
  added,
  removed,
  removedAfterDeprecation,
  ...Object.values(lifecycle),
  idChanged,
  tagsChanged,
];

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
  const lifetime = lifetimeOf(operation);
  const notice = noticeOf(lifetime, session.calendar);
  const announced = notice === "over" || notice === "undated";
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
    kind: announced ? removedAfterDeprecation : removed,
    level: announced ? "risky" : "breaking",
    direction: place.swapped ? "response" : "request",
    coordinate: place.coordinate,
    meaning: "removed",
    message: `${place.noun} is gone${NOTICES[notice](sunsetDay(lifetime))}.`,
    operations: [place.key],
    witness,
    base: operation.pointer,
    revision: null,
  });
}

const NOTICES: { readonly [notice in ReturnType<typeof noticeOf>]: (sunset: string | null) => string } = {
  none: () => "",
  undated: () => ", though deprecated before, without a date",
  running: (sunset) => `, and its sunset is ${sunset}`,
  over: (sunset) => ` after its sunset (${sunset})`,
  unread: () => ", though deprecated before, with a sunset that is no date",
};

/** What is said about an operation itself, apart from its messages. */
export function compareLifecycle(session: Session, { base, revision, key, coordinate }: OperationPair): void {
  const report = (kind: Kind, level: "risky" | "safe", meaning: string, message: string, undecided?: string): void =>
    session.report({
      kind,
      level,
      direction: "request",
      coordinate,
      meaning,
      message,
      ...(undecided === undefined ? {} : { undecided }),
      operations: [key],
      witness: null,
      base: base.pointer,
      revision: revision.pointer,
    });
  const [was, is] = [lifetimeOf(base), lifetimeOf(revision)];
  for (const change of compareLifetimes(was, is, lifecycle, session.calendar))
    report(change.kind, change.level, change.meaning, `${key} ${change.message}.`, change.undecided);
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
