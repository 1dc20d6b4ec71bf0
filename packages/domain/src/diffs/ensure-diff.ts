import type { OrganizationId } from "@surety/model/ids";
import { findDocument } from "../contracts/find-contract.ts";
import type { Deps } from "../deps.ts";
import type { EngineFailure } from "../engine-failure.ts";
import type { DiffConditions } from "../engines.ts";
import { today } from "../today.ts";
import type { DiffPair, DiffRecord } from "./diff-repository.ts";

export type EnsuredDiff = { readonly ok: true; readonly diff: DiffRecord } | EngineFailure;

const running = new WeakMap<object, Map<string, Promise<EnsuredDiff>>>();

/** The settings that change what is found; all others only weigh it. */
export type DiffVariant = Pick<DiffConditions, "strictReaders" | "deprecationDays">;
export const DEFAULT_VARIANT: DiffVariant = { strictReaders: false, deprecationDays: {} };
type DiffDeps = Pick<Deps, "repositories" | "engines" | "clock">;

/** A name for what was compared under: equal settings, equal name. Empty for the default ones. */
export function variantOf({ strictReaders, deprecationDays: { beta = 0, stable = 0 } }: DiffVariant): string {
  return !strictReaders && beta === 0 && stable === 0 ? "" : JSON.stringify([strictReaders, beta, stable]);
}

/** The stored diff of a pair, made and stored first when there is none. Callers at the same time share the work. */
export function ensureDiff(
  deps: DiffDeps,
  organizationId: OrganizationId,
  pair: DiffPair,
  variant: DiffVariant = DEFAULT_VARIANT,
): Promise<EnsuredDiff> {
  // Looking is shared as well: who begins after the others have ended finds what they have stored.
  return shared(deps, ["ensure", organizationId, pair.from, pair.to, variantOf(variant)], async () => {
    const name = variantOf(variant);
    const stored = (await deps.repositories.diffs.listLatest(organizationId, [pair], today(deps))).find((diff) => diff.variant === name);
    return stored === undefined ? makeDiff(deps, organizationId, pair, variant) : { ok: true, diff: stored };
  });
}

/** Compares afresh. What the same engine has said before stays: it would say it again. */
export function makeDiff(
  deps: DiffDeps,
  organizationId: OrganizationId,
  pair: DiffPair,
  variant: DiffVariant = DEFAULT_VARIANT,
): Promise<EnsuredDiff> {
  return shared(deps, ["make", organizationId, pair.from, pair.to, variantOf(variant)], () => compare(deps, organizationId, pair, variant));
}

function shared({ engines }: DiffDeps, names: readonly string[], begin: () => Promise<EnsuredDiff>): Promise<EnsuredDiff> {
  const mine = running.get(engines) ?? new Map<string, Promise<EnsuredDiff>>();
  running.set(engines, mine);
  const key = JSON.stringify(names);
  const already = mine.get(key);
  if (already !== undefined) return already;
  const work = begin().finally(() => mine.delete(key));
  mine.set(key, work);
  return work;
}

async function compare(deps: DiffDeps, organizationId: OrganizationId, { from, to }: DiffPair, variant: DiffVariant): Promise<EnsuredDiff> {
  const [base, revision] = await Promise.all([
    findDocument(deps.repositories, organizationId, from),
    findDocument(deps.repositories, organizationId, to),
  ]);
  const answer = await deps.engines.diff(base, revision, { today: today(deps), ...variant });
  if (!answer.ok) return answer;
  return { ok: true, diff: await deps.repositories.diffs.insert(organizationId, { from, to, variant: variantOf(variant) }, answer.result) };
}
