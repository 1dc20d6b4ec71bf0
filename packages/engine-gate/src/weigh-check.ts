import type { CheckKind } from "@surety/model/checks";
import type { Reason } from "@surety/model/verdicts";
import type { Exception } from "@surety/model/exceptions";
import { firstExpiry } from "./first-expiry.ts";
import type { GateCheck, GateInput } from "./gate-input.ts";

/** What a required check means for the answer. */
export function weighCheck(input: GateInput, kind: CheckKind): Reason {
  const check = input.checks.find((each) => each.kind === kind);
  const again = {
    text: "Ask again in a moment.",
    command: `surety can-deploy ${input.service}@${input.version} --to ${input.environment}`,
  };
  if (check === undefined) {
    return {
      type: "check-pending",
      effect: "unknown",
      message: `The ${kind} check has not been opened.`,
      fixes: [rerun(kind)],
      kind,
      check: null,
    };
  }
  const found = { kind, check: check.id };
  const summary = check.summary === null || check.summary === "" ? "" : `: ${check.summary}`;
  const exceptions = acceptedBy(input, check);
  if (exceptions.length > 0) {
    const message = `The ${kind} check has failed${summary} All of that is accepted, until ${firstExpiry(exceptions)}.`;
    return { type: "check-accepted", effect: "yes", message, fixes: [], ...found, exceptions: exceptions.slice(0, 20) };
  }
  switch (check.verdict) {
    case null:
      return { type: "check-pending", effect: "unknown", message: `The ${kind} check is not finished.`, fixes: [again], ...found };
    case "passed":
      return { type: "check-passed", effect: "yes", message: `The ${kind} check has passed${summary}`, fixes: [], ...found };
    case "failed":
      return {
        type: "check-failed",
        effect: "no",
        message: `The ${kind} check has failed${summary}`,
        fixes: [
          {
            text: "Repair what it names, look at the result before you push, and publish it under a new version.",
            command: "surety check openapi.json",
          },
        ],
        ...found,
      };
    case "errored":
      return {
        type: "check-errored",
        effect: "unknown",
        message: `The ${kind} check could not be made${summary}`,
        fixes: [rerun(kind)],
        ...found,
      };
    case "skipped":
      return {
        type: "check-errored",
        effect: "unknown",
        message: `The ${kind} check was skipped${summary}`,
        fixes: [rerun(kind)],
        ...found,
      };
  }
}

/** The most fingerprints that a check names: when there are as many, there may be more. */
const MOST_FINGERPRINTS = 100;

/** The exceptions that accept everything that has failed a check; none when something is left. */
function acceptedBy(input: GateInput, { kind, verdict, fingerprints }: GateCheck): Exception[] {
  if (verdict !== "failed" || fingerprints.length >= MOST_FINGERPRINTS) return [];
  const subject = kind === "lint" ? "finding" : "change";
  const live = new Map(input.exceptions.filter((each) => each.subject === subject).map((each) => [each.fingerprint, each]));
  const found = fingerprints.flatMap((fingerprint) => live.get(fingerprint) ?? []);
  return found.length === fingerprints.length ? found : [];
}

function rerun(kind: CheckKind) {
  return { text: `Open the ${kind} check again, on the version's page or by POST /v1/checks.` };
}
