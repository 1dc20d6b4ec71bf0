import { useSyncExternalStore } from "react";

const steps: readonly [limitMs: number, unit: Intl.RelativeTimeFormatUnit, sizeMs: number][] = [
  [60_000, "second", 1000],
  [3_600_000, "minute", 60_000],
  [86_400_000, "hour", 3_600_000],
  [2_592_000_000, "day", 86_400_000],
  [31_536_000_000, "month", 2_592_000_000],
  [Number.POSITIVE_INFINITY, "year", 31_536_000_000],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const absolute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** "3 minutes ago", rounded; anything under ten seconds is "just now". */
export function sayWhen(at: number, now: number): string {
  const distance = at - now;
  const size = Math.abs(distance);
  if (size < 10_000) return "just now";
  const [, unit, sizeMs] = steps.find(([limit]) => size < limit) ?? steps[5]!;
  return relative.format(Math.round(distance / sizeMs), unit);
}

function everyMinute(listener: () => void): () => void {
  const timer = setInterval(listener, 60_000);
  return () => clearInterval(timer);
}

/** A moment as people say it; the exact time is its tooltip. */
export function Moment({ at }: { at: string }) {
  const time = Date.parse(at);
  // The words are the snapshot: it changes only when they do.
  const words = useSyncExternalStore(everyMinute, () => sayWhen(time, Date.now()));
  return (
    <time dateTime={at} title={absolute.format(time)} className="whitespace-nowrap">
      {words}
    </time>
  );
}
