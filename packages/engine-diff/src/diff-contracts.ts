import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { countChanges } from "@surety/model/changes";
import type { Change, Level } from "@surety/model/changes";
import type { Place } from "@surety/model/places";
import type { Pointer } from "@surety/model/pointer";
import type { Contract } from "@surety/engine-spec/contract";
import { compareOperations } from "./compare-operations.ts";
import { compareSchemas } from "./compare-schemas.ts";
import type { DiffOptions } from "./diff-options.ts";
import type { DiffResult } from "./diff-result.ts";
import type { Draft } from "./draft.ts";
import { compareApiVersions } from "./rules/api-version.ts";
import { compareServers } from "./rules/servers.ts";
import { Session } from "./session.ts";

/** Compares two contracts by what they mean. Pure and deterministic: the same pair gives the same changes in the same order. */
export function diffContracts(base: Contract, revision: Contract, options: DiffOptions = {}): DiffResult {
  const session = new Session(base, revision, options);
  session.attempt("Operations", () => compareOperations(session));
  session.attempt("Servers", () => compareServers(session));
  session.attempt("Schemas", () => compareSchemas(session));
  compareApiVersions(session);
  if (session.steps.left <= 0) session.partial ??= `The comparison used up its steps: what was left over is marked as undecided.`;
  const basePlaces = base.locate(session.drafts.flatMap((draft) => draft.base ?? []));
  const revisionPlaces = revision.locate(session.drafts.flatMap((draft) => draft.revision ?? []));
  const changes = session.drafts
    .map((draft) => toChange(draft, session, placeIn(base, basePlaces, draft.base), placeIn(revision, revisionPlaces, draft.revision)))
    .sort(byImportance);
  return {
    changes,
    counts: countChanges(changes),
    identical: !changes.some(isProved) && base.contractDigest === revision.contractDigest,
    partial: session.partial,
    validUntil: session.calendar.changesOn,
  };
}

/** Contracts of which one takes what the other refuses are not the same, so that their digests, which cost much, need not be asked. */
const isProved = ({ level, category }: Change): boolean => level === "breaking" && category === "wire";

function placeIn(contract: Contract, places: ReadonlyMap<Pointer, Place>, pointer: Pointer | null): Change["base"] {
  const place = pointer === null ? undefined : places.get(pointer);
  return place === undefined ? null : { ...place, snippet: contract.snippet(place.line, place.column) };
}

function toChange(draft: Draft, session: Session, base: Change["base"], revision: Change["revision"]): Change {
  const { kind, coordinate, meaning, direction, message, undecided, operations, witness } = draft;
  return {
    kind: kind.id,
    ...levelOf(draft, session),
    direction,
    coordinate,
    fingerprint: fingerprintOf(kind.id, coordinate, meaning),
    message,
    hint: draft.hint ?? kind.hint,
    ...(undecided === undefined ? {} : { undecided }),
    operations: [...operations],
    witness,
    base,
    revision,
  };
}

/** Outside of `wire` a change is safe, and has its full level for settings that count its category. */
function levelOf(draft: Draft, session: Session): Pick<Change, "level" | "category" | "fullLevel"> {
  const { category = "wire", fullLevel } = draft.kind;
  if (category === "wire") return { level: draft.level, category };
  return { level: "safe", category, ...(fullLevel === undefined || !session.isPromised(draft) ? {} : { fullLevel }) };
}

/** Twelve hexadecimal digits that stay the same as long as kind, place and meaning do. */
function fingerprintOf(...parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(parts.join("\n")))).slice(0, 12);
}

const RANK: { readonly [level in Level]: number } = { breaking: 0, risky: 1, safe: 2 };

function byImportance(left: Change, right: Change): number {
  return (
    RANK[left.level] - RANK[right.level] ||
    order(left.coordinate, right.coordinate) ||
    order(left.kind, right.kind) ||
    order(left.message, right.message) ||
    order(left.fingerprint, right.fingerprint)
  );
}

const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
