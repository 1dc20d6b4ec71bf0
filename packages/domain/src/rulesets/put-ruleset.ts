import { createHash } from "node:crypto";
import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { Digest } from "@surety/model/ids";
import type { RulesetName } from "@surety/model/names";
import {
  MAX_RULESET_BYTES,
  type PutRulesetInput,
  type PutRulesetResult,
  type RulesetProblem,
  InheritedReference,
  storedReference,
} from "@surety/model/rulesets";
import { identify } from "../callers/identify.ts";
import { requireScope } from "../callers/require-scope.ts";
import { namesState } from "../conditions/require-state.ts";
import type { Deps } from "../deps.ts";
import { refuseEngineFailure } from "../engine-failure.ts";
import type { Repositories } from "../repositories.ts";
import { requireQuota } from "../quotas/require-quota.ts";
import { draftRuleset } from "./effective-ruleset.ts";
import { etagOf, findRuleset, rulesetNotFound, showRuleset } from "./find-ruleset.ts";
import type { NewRulesetVersion, RulesetRecord } from "./ruleset-repository.ts";

const LISTED = 50;

/**
 * Stores a ruleset under a name; another text becomes its next version. Every rule of it can run, or nothing is stored.
 * @throws SuretyError `not_a_ruleset` with line and column of each problem, `document_too_large`, `precondition_failed`, `quota_exceeded`
 */
export async function putRuleset(deps: Deps, who: Caller, input: PutRulesetInput): Promise<PutRulesetResult> {
  requireScope(who, "admin");
  const { ruleset: name, ifMatch, ifNoneMatch } = input;
  const { organizationId } = who;
  const source = readSource(input.source);
  // Once before the text is read, so that a stale one is told what matters; once more where nobody can come between.
  requireUnchanged(await deps.repositories.rulesets.find(organizationId, name), name, { ifMatch, ifNoneMatch });
  const read = await readRuleset(deps, who, name, source);
  const author = (await identify(deps, who)).name;
  return deps.transact(async (tx) => {
    const { id, number } = await tx.rulesets.lockOrCreate(organizationId, name);
    const latest = await tx.rulesets.find(organizationId, name);
    requireUnchanged(latest, name, { ifMatch, ifNoneMatch });
    if (latest?.version.digest === read.digest) return { created: false, changed: false, ruleset: showRuleset(latest) };
    await keepExtended(tx, who, read);
    await tx.rulesets.insertVersion(organizationId, id, number + 1, { ...read, source, author });
    await tx.audit.record(who, "ruleset.put", name, {
      before: latest === null ? null : { version: number, digest: latest.version.digest, ruleCount: latest.version.ruleCount },
      after: { version: number + 1, digest: read.digest, ruleCount: read.ruleCount },
    });
    if (number === 0) await requireQuota(deps, tx, organizationId, { of: ["rulesets"] });
    return { created: number === 0, changed: true, ruleset: showRuleset(await findRuleset(tx, organizationId, name)) };
  });
}

function readSource(source: string | Uint8Array): string {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  if (bytes.byteLength > MAX_RULESET_BYTES)
    throw new SuretyError(
      "document_too_large",
      `The ruleset has ${bytes.byteLength} bytes; those of up to ${MAX_RULESET_BYTES} are stored.`,
      {
        hint: "Split it into several that extend each other.",
      },
    );
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Said below.
  }
  throw refused([{ rule: null, message: "The ruleset is not UTF-8 text.", line: 1, column: 1 }]);
}

async function readRuleset(
  deps: Deps,
  who: Caller,
  name: RulesetName,
  text: string,
): Promise<Pick<NewRulesetVersion, "digest" | "extends" | "ruleCount">> {
  const bundle = await draftRuleset(deps.repositories, who.organizationId, { reference: `org:${name}`, text });
  const answer = await deps.engines.readRuleset(bundle);
  if (!answer.ok) throw refuseEngineFailure(answer);
  const { problems, ruleCount } = answer.result;
  if (problems.length > 0) throw refused(problems);
  const digest = Digest.parse(createHash("sha256").update(text).digest("hex"));
  return { digest, ruleCount, extends: answer.result.extends.map((reference) => InheritedReference.parse(reference)) };
}

/** What it extends stays for as long as it does. */
async function keepExtended(tx: Repositories, who: Caller, { extends: extended }: Pick<NewRulesetVersion, "extends">): Promise<void> {
  const names = extended.flatMap((reference) => storedReference(reference)?.name ?? []);
  const [first] = names;
  if (first !== undefined && !(await tx.rulesets.keep(who.organizationId, names))) throw rulesetNotFound(first);
}

function refused(problems: readonly RulesetProblem[]): SuretyError {
  const [first] = problems;
  const detail = first === undefined ? "The ruleset cannot be read." : `Line ${first.line}, column ${first.column}: ${describe(first)}`;
  return new SuretyError("not_a_ruleset", detail, {
    errors: problems
      .slice(0, LISTED)
      .map((problem) => ({ pointer: "/source", detail: describe(problem), line: problem.line, column: problem.column })),
  });
}

function describe({ rule, message }: RulesetProblem): string {
  return rule === null ? message : `The rule ${rule}: ${message}`;
}

function requireUnchanged(
  current: RulesetRecord | null,
  name: RulesetName,
  { ifMatch, ifNoneMatch }: { ifMatch: string | undefined; ifNoneMatch: string | undefined },
): void {
  if (ifNoneMatch !== undefined && current !== null && namesState(ifNoneMatch, etagOf(current.version)))
    throw new SuretyError("precondition_failed", `There is a ruleset ${name} already; its version is ${current.version.version}.`, {
      hint: "Choose another name, or edit the one that is there.",
    });
  if (ifMatch === undefined || (current !== null && namesState(ifMatch, etagOf(current.version)))) return;
  throw new SuretyError(
    "precondition_failed",
    current === null
      ? `The ruleset ${name} has been deleted.`
      : `The ruleset ${name} is at version ${current.version.version}, by ${current.version.author}; you have edited another one.`,
  );
}
