import { CircleCheck, LoaderCircle } from "lucide-react";
import { cardClass } from "../ui/section.tsx";
import type { Demo } from "./use-demo.ts";

/** Shows the demo coming in: publishing, then each check as it settles. */
export function DemoProgress({ demo }: { demo: Demo }) {
  if (demo.state === "idle") return null;
  const checks = demo.state === "publishing" ? [] : demo.checks;
  const settled = checks.filter((check) => check.state === "settled").length;
  const complete = demo.state === "complete";
  return (
    <section aria-label="Demo" className={`${cardClass} mb-5 p-4 sm:p-5`}>
      <p role="status" className="flex items-center gap-2.5 font-semibold">
        {complete ? (
          <CircleCheck aria-hidden className="size-5 text-yes" />
        ) : (
          <LoaderCircle aria-hidden className="size-5 animate-spin text-accent" />
        )}
        {complete
          ? "The demo is ready"
          : demo.state === "publishing"
            ? "Publishing three example services…"
            : checks.length === 0
              ? "Waiting for the checks to start…"
              : `Checking contracts: ${settled} of ${checks.length} done`}
      </p>
      {!complete && (
        <progress
          aria-label="Checks done"
          max={Math.max(checks.length, 1)}
          value={settled}
          className="mt-3 h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
        />
      )}
      {complete && (
        <p className="mt-1 pl-7.5 text-muted">
          Each service runs 1.0.0 and wants to deploy 1.1.0, which breaks its consumers twice. Open a red{" "}
          <strong className="font-semibold text-no">No</strong> below to see the proof and the way out.
        </p>
      )}
    </section>
  );
}
