import type { OrganizationId } from "@surety/model/ids";
import { findDocument } from "../contracts/find-contract.ts";
import type { Deps } from "../deps.ts";
import type { EngineFailure } from "../engine-failure.ts";
import type { DiffPair, DiffRecord } from "./diff-repository.ts";

export type EnsuredDiff = { readonly ok: true; readonly diff: DiffRecord } | EngineFailure;

const running = new WeakMap<object, Map<string, Promise<EnsuredDiff>>>();

/** The stored diff of a pair, made and stored first when there is none. Callers at the same time share the work. */
export async function ensureDiff(
  deps: Pick<Deps, "repositories" | "engines">,
  organizationId: OrganizationId,
  pair: DiffPair,
): Promise<EnsuredDiff> {
  const [stored] = await deps.repositories.diffs.listLatest(organizationId, [pair]);
  return stored === undefined ? makeDiff(deps, organizationId, pair) : { ok: true, diff: stored };
}

/** Compares afresh. What the same engine has said before stays: it would say it again. */
export function makeDiff(
  deps: Pick<Deps, "repositories" | "engines">,
  organizationId: OrganizationId,
  pair: DiffPair,
): Promise<EnsuredDiff> {
  const mine = running.get(deps.engines) ?? new Map<string, Promise<EnsuredDiff>>();
  running.set(deps.engines, mine);
  const key = JSON.stringify([organizationId, pair.from, pair.to]);
  const already = mine.get(key);
  if (already !== undefined) return already;
  const work = compare(deps, organizationId, pair).finally(() => mine.delete(key));
  mine.set(key, work);
  return work;
}

async function compare(deps: Pick<Deps, "repositories" | "engines">, organizationId: OrganizationId, pair: DiffPair): Promise<EnsuredDiff> {
  const [base, revision] = await Promise.all([
    findDocument(deps.repositories, organizationId, pair.from),
    findDocument(deps.repositories, organizationId, pair.to),
  ]);
  const answer = await deps.engines.diff(base, revision);
  if (!answer.ok) return answer;
  return { ok: true, diff: await deps.repositories.diffs.insert(organizationId, pair, answer.result) };
}
