import type { Operation } from "@surety/engine-spec/api";
import { compareLifecycle, reportAdded, reportRemoved } from "./rules/operations.ts";
import { compareParameters } from "./rules/parameters.ts";
import { compareRequestBodies } from "./rules/request-bodies.ts";
import { compareResponses } from "./rules/responses.ts";
import { SecurityChanges } from "./rules/security.ts";
import type { Session } from "./session.ts";
import type { OperationPair } from "./side.ts";

/** Operations by key; of several with one key the first counts, as routers do. */
function byKey(operations: readonly Operation[]): ReadonlyMap<string, Operation> {
  const map = new Map<string, Operation>();
  for (const operation of operations) if (!map.has(operation.key)) map.set(operation.key, operation);
  return map;
}

interface Owner {
  /** Of findings; null: the operation itself. */
  readonly key: string | null;
  /** Before the operation's own key. */
  readonly prefix: string;
  readonly swapped: boolean;
}

/** Operations and webhooks of both contracts. */
export function compareOperations(session: Session): void {
  const security = new SecurityChanges(session);
  compareAll(session, [session.base.api.operations, session.revision.api.operations], { key: null, prefix: "", swapped: false }, security);
  compareAll(session, [session.base.api.webhooks, session.revision.api.webhooks], { key: null, prefix: "", swapped: true }, null);
  security.report();
}

function compareAll(
  session: Session,
  [base, revision]: readonly [readonly Operation[], readonly Operation[]],
  owner: Owner,
  security: SecurityChanges | null,
): void {
  const [before, after] = [byKey(base), byKey(revision)];
  for (const key of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, current] = [before.get(key), after.get(key)];
    const place = { key: owner.key ?? key, coordinate: `${owner.prefix}${key}`, noun: `${owner.prefix}${key}`, swapped: owner.swapped };
    if (old === undefined && current !== undefined) reportAdded(session, current, place);
    else if (old !== undefined && current === undefined) reportRemoved(session, old, place);
    else if (old !== undefined && current !== undefined) compareOperation(session, { base: old, revision: current, ...place }, security);
  }
}

/** The same in both contracts, with all that it refers to; links say something else once other operations do. */
const isSame = ({ base, revision }: OperationPair): boolean =>
  base === revision && base.callbacks.length === 0 && base.responses.every(({ links }) => links.length === 0);

function compareOperation(session: Session, pair: OperationPair, security: SecurityChanges | null): void {
  if (isSame(pair)) return security?.add(pair);
  compareLifecycle(session, pair);
  compareParameters(session, pair);
  compareRequestBodies(session, pair);
  compareResponses(session, pair);
  security?.add(pair);
  const names = new Set([...pair.base.callbacks, ...pair.revision.callbacks].map(({ name, expression }) => `${name} ${expression}`));
  for (const name of [...names].sort()) {
    const [before, after] = [pair.base, pair.revision].map(({ callbacks }) =>
      callbacks.filter((callback) => `${callback.name} ${callback.expression}` === name).flatMap(({ operations }) => operations),
    );
    const label = name.slice(0, name.indexOf(" "));
    compareAll(
      session,
      [before ?? [], after ?? []],
      { key: pair.key, prefix: `${pair.coordinate}#callback.${label}.`, swapped: !pair.swapped },
      null,
    );
  }
}
