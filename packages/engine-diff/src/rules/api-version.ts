import type { Kind } from "../kind.ts";
import type { Session } from "../session.ts";

const SOURCE_HINT = "Semantic versions (semver.org): raise the first number when a change breaks clients; before 1.0.0, the second.";

const notRaised: Kind = {
  id: "api-version-not-raised",
  title: "Breaking changes under the same version number",
  why: "`info.version` stays as it is although requests or responses break: clients that pin a version are not warned.",
  hint: SOURCE_HINT,
  category: "all",
  fullLevel: "risky",
};

const majorNotRaised: Kind = {
  id: "api-major-version-not-raised",
  title: "Breaking changes without a new major version",
  why: "`info.version` promises compatibility by its numbers, and the contract breaks it.",
  hint: SOURCE_HINT,
  category: "all",
  fullLevel: "risky",
};

const lowered: Kind = {
  id: "api-version-lowered",
  title: "Version number lowered",
  why: "`info.version` of the new contract is lower than that of the old one: readers take the newer for the older.",
  hint: "Give the new contract a higher version, or compare them the other way round.",
  category: "all",
  fullLevel: "risky",
};

export const apiVersionKinds: readonly Kind[] = [notRaised, majorNotRaised, lowered];

/** Judges `info.version` by what has been found; only where both are semantic versions. */
export function compareApiVersions(session: Session): void {
  const [from, to] = [session.base.api.version, session.revision.api.version];
  const [before, after] = [numbersOf(from), numbersOf(to)];
  if (before === null || after === null) return;
  const way = compareNumbers(before, after);
  const broken = session.drafts.filter(({ level, kind }) => level === "breaking" && (kind.category ?? "wire") === "wire");
  const kind = way > 0 ? lowered : broken.length === 0 ? null : way === 0 ? notRaised : majorStays(before, after) ? majorNotRaised : null;
  if (kind === null) return;
  const operations = kind === lowered ? session.revision.api.operations.map(({ key }) => key) : broken.flatMap((draft) => draft.operations);
  const shown = kind === notRaised ? `stays ${to}` : `changes from ${from} to ${to}`;
  session.report({
    kind,
    level: "safe",
    direction: "response",
    coordinate: "#info.version",
    meaning: kind === lowered ? `${from} → ${to}` : kind.id,
    message: `The version ${shown}${kind === lowered ? "" : `, and ${broken.length === 1 ? "a change is" : `${broken.length} changes are`} breaking`}.`,
    operations: [...new Set(operations)].sort(),
    witness: null,
    base: "/info/version",
    revision: "/info/version",
  });
}

type Numbers = readonly [major: number, minor: number, patch: number, tag: string];

function numbersOf(version: string): Numbers | null {
  const match = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?$/.exec(version);
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3]), match[4] ?? ""];
}

/** Tags of pre-releases are not ordered: of two, neither is taken for lower. */
function compareNumbers(left: Numbers, right: Numbers): number {
  const numbers = left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  if (numbers !== 0 || left[3] === right[3]) return numbers;
  return left[3] === "" ? 1 : -1;
}

function majorStays(before: Numbers, after: Numbers): boolean {
  return before[0] === after[0] && (before[0] > 0 || before[1] === after[1]);
}
