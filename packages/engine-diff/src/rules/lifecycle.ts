import type { Json } from "@surety/model/json";
import type { Operation, Parameter } from "@surety/engine-spec/api";
import type { Calendar } from "../calendar.ts";
import type { Kind } from "../kind.ts";

/** What a contract says about how long something lives. */
export interface Lifetime {
  readonly deprecated: boolean;
  /** `x-sunset`, as written. */
  readonly sunset: Json | undefined;
  /** `x-stability-level`, as written; absent means stable. */
  readonly stability: Json | undefined;
}

const LEVELS = ["draft", "alpha", "beta", "stable"] as const;
type Stability = (typeof LEVELS)[number];

export interface LifecycleKinds {
  readonly deprecated: Kind;
  readonly reactivated: Kind;
  readonly sunsetChanged: Kind;
  readonly sunsetMissing: Kind;
  readonly sunsetTooSoon: Kind;
  readonly sunsetInvalid: Kind;
  readonly stabilityLowered: Kind;
  readonly stabilityRaised: Kind;
  readonly stabilityInvalid: Kind;
}

/** The kinds for one sort of thing that is deprecated and removed one day. */
export function lifecycleKinds(prefix: string, noun: string): LifecycleKinds {
  return {
    deprecated: {
      id: `${prefix}-deprecated`,
      title: `${noun} deprecated`,
      why: "It still works, and will go one day: consumers should plan to leave it.",
      hint: "Give a sunset date (x-sunset, RFC 8594) and say in the description what to use instead.",
      category: "all",
      fullLevel: "risky",
    },
    reactivated: {
      id: `${prefix}-reactivated`,
      title: `${noun} no longer deprecated`,
      why: "It is here to stay after all.",
      hint: "Nothing to do: this breaks nobody.",
      category: "all",
    },
    sunsetChanged: {
      id: `${prefix}-sunset-changed`,
      title: `Sunset date changed: ${noun.toLowerCase()}`,
      why: "Consumers planned with the old date. An earlier one leaves them less time, and without one they cannot plan.",
      hint: "Move the date later only.",
    },
    sunsetMissing: {
      id: `${prefix}-sunset-missing`,
      title: `Deprecated without a sunset date: ${noun.toLowerCase()}`,
      why: "The policy (deprecationDays) promises consumers time to leave, and nobody can tell how much they have.",
      hint: "Give the date beside `deprecated`: `x-sunset: 2027-06-30`.",
    },
    sunsetTooSoon: {
      id: `${prefix}-sunset-too-soon`,
      title: `Sunset too soon: ${noun.toLowerCase()}`,
      why: "Consumers have less time to leave than the policy (deprecationDays) promises them, or the date has passed already.",
      hint: "Choose a later date.",
    },
    sunsetInvalid: {
      id: `${prefix}-sunset-invalid`,
      title: `Sunset is no date: ${noun.toLowerCase()}`,
      why: "Nobody can tell when it goes, so its removal counts as one without notice.",
      hint: "Write the day as year, month, day: `x-sunset: 2027-06-30`.",
    },
    stabilityLowered: {
      id: `${prefix}-stability-lowered`,
      title: `Stability level lowered: ${noun.toLowerCase()}`,
      why: "All requests stay valid today, but less is promised: drafts and alphas may change and go at any time.",
      hint: "Keep the level; deprecate what is to go.",
    },
    stabilityRaised: {
      id: `${prefix}-stability-raised`,
      title: `Stability level raised: ${noun.toLowerCase()}`,
      why: "More is promised than before.",
      hint: "Nothing to do: this breaks nobody.",
      category: "all",
    },
    stabilityInvalid: {
      id: `${prefix}-stability-invalid`,
      title: `Unknown stability level: ${noun.toLowerCase()}`,
      why: "Nobody can tell what is promised; it is compared as if it were stable.",
      hint: "Use draft, alpha, beta or stable.",
    },
  };
}

export interface LifecycleChange {
  readonly kind: Kind;
  readonly level: "risky" | "safe";
  readonly meaning: string;
  /** After the name of the thing: "is deprecated". */
  readonly message: string;
  readonly undecided?: string;
  readonly keyword: "deprecated" | "sunset" | "stability";
}

export function compareLifetimes(
  base: Lifetime,
  revision: Lifetime,
  kinds: LifecycleKinds,
  calendar: Calendar,
): readonly LifecycleChange[] {
  return [...compareDeprecation(base, revision, kinds, calendar), ...compareStability(base, revision, kinds)];
}

function* compareDeprecation(
  base: Lifetime,
  revision: Lifetime,
  kinds: LifecycleKinds,
  calendar: Calendar,
): Generator<LifecycleChange, void> {
  if (base.deprecated && !revision.deprecated)
    yield { kind: kinds.reactivated, level: "safe", meaning: "reactivated", message: "is no longer deprecated", keyword: "deprecated" };
  if (!revision.deprecated) return;
  const [was, is] = [base.deprecated ? sunsetDay(base) : null, sunsetDay(revision)];
  if (!base.deprecated) {
    const until = is === null || is === "invalid" ? "" : ` until ${is}`;
    yield { kind: kinds.deprecated, level: "safe", meaning: "deprecated", message: `is deprecated${until}`, keyword: "deprecated" };
  }
  const days = noticeDays(revision, calendar);
  if (!base.deprecated && is === null && days > 0) {
    const message = `is deprecated without a sunset date, and ${days} days of notice are promised`;
    yield { kind: kinds.sunsetMissing, level: "risky", meaning: "no sunset", message, keyword: "deprecated" };
  }
  if (is === was) return;
  if (is === "invalid") {
    const message = `has a sunset that is no date: ${JSON.stringify(revision.sunset)?.slice(0, 40)}`;
    yield { kind: kinds.sunsetInvalid, level: "risky", meaning: "invalid", message, keyword: "sunset" };
  } else if (base.deprecated) {
    yield sunsetMoved(was, is, kinds);
  }
  if (is !== null && is !== "invalid" && (was === null || was === "invalid")) yield* tooSoon(revision, is, kinds, calendar);
}

function sunsetMoved(was: string | null, is: string | null, kinds: LifecycleKinds): LifecycleChange {
  const unreadable = was === "invalid";
  const worse = was !== null && (is === null || unreadable || is < was);
  return {
    kind: kinds.sunsetChanged,
    level: worse ? "risky" : "safe",
    meaning: `${was} → ${is}`,
    message: `has another sunset: ${unreadable ? "no date" : (was ?? "none")} → ${is ?? "none"}`,
    ...(unreadable ? { undecided: "the old sunset is no date, so nobody can tell whether the new one is earlier" } : {}),
    keyword: "sunset",
  };
}

function* tooSoon(revision: Lifetime, sunset: string, kinds: LifecycleKinds, calendar: Calendar): Generator<LifecycleChange, void> {
  const days = noticeDays(revision, calendar);
  if (!calendar.isSoonerThan(sunset, days)) return;
  const message = `has its sunset on ${sunset}, ${days === 0 ? "which has passed" : `with less than ${days} days of notice`}`;
  yield { kind: kinds.sunsetTooSoon, level: "risky", meaning: sunset, message, keyword: "sunset" };
}

function noticeDays(lifetime: Lifetime, calendar: Calendar): number {
  const level = stabilityOf(lifetime);
  return level === "draft" || level === "alpha" ? 0 : calendar.noticeDays(level === "beta" ? "beta" : "stable");
}

function* compareStability(base: Lifetime, revision: Lifetime, kinds: LifecycleKinds): Generator<LifecycleChange, void> {
  const [was, is] = [stabilityOf(base), stabilityOf(revision)];
  if (was === is) return;
  if (is === "invalid") {
    const message = `has an unknown stability level: ${JSON.stringify(revision.stability)?.slice(0, 40)}`;
    yield { kind: kinds.stabilityInvalid, level: "risky", meaning: "invalid", message, keyword: "stability" };
    return;
  }
  const lowered = LEVELS.indexOf(is) < (was === "invalid" ? LEVELS.length - 1 : LEVELS.indexOf(was));
  if (was === "invalid" && !lowered) return;
  yield {
    kind: lowered ? kinds.stabilityLowered : kinds.stabilityRaised,
    level: lowered ? "risky" : "safe",
    meaning: `${was} → ${is}`,
    message: `is ${is}, and was ${was === "invalid" ? "of no known level" : was}`,
    keyword: "stability",
  };
}

function stabilityOf({ stability }: Lifetime): Stability | "invalid" {
  if (stability === undefined) return "stable";
  return LEVELS.find((level) => level === stability) ?? "invalid";
}

/** Nothing is promised about a draft or an alpha. */
export function isUnstable(lifetime: Lifetime): boolean {
  const level = stabilityOf(lifetime);
  return level === "draft" || level === "alpha";
}

/** The day of a sunset, `2027-06-30`. */
export function sunsetDay({ sunset }: Lifetime): string | null {
  if (sunset === undefined) return null;
  const day = typeof sunset === "string" && /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/.test(sunset) ? sunset.slice(0, 10) : "invalid";
  return Number.isNaN(Date.parse(day)) ? "invalid" : day;
}

/** How a removal was announced. `unread`: by a date that is none. */
export function noticeOf(lifetime: Lifetime, calendar: Calendar): "none" | "undated" | "running" | "over" | "unread" {
  if (!lifetime.deprecated) return "none";
  const day = sunsetDay(lifetime);
  if (day === null) return "undated";
  if (day === "invalid") return "unread";
  return calendar.hasCome(day) ? "over" : "running";
}

export function lifetimeOf({ deprecated, extensions }: Operation | Parameter): Lifetime {
  return { deprecated, sunset: extensions.get("x-sunset"), stability: extensions.get("x-stability-level") };
}
