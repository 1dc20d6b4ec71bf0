import type { Level } from "@surety/model/changes";
import { CircleCheck, type LucideIcon, OctagonX, TriangleAlert } from "lucide-react";

export const levelLooks: Record<Level, { Icon: LucideIcon; word: string; text: string; tint: string }> = {
  breaking: { Icon: OctagonX, word: "Breaking", text: "text-no", tint: "border-no-line bg-no-soft text-no" },
  risky: { Icon: TriangleAlert, word: "Risky", text: "text-unknown", tint: "border-unknown-line bg-unknown-soft text-unknown" },
  safe: { Icon: CircleCheck, word: "Safe", text: "text-yes", tint: "border-yes-line bg-yes-soft text-yes" },
};

/** A change's level as icon and word. */
export function LevelMark({ level }: { level: Level }) {
  const { Icon, word, tint } = levelLooks[level];
  return (
    <span className={`inline-flex items-center gap-1.5 rounded-md border px-2 py-0.5 text-sm font-semibold ${tint}`}>
      <Icon aria-hidden className="size-4" />
      {word}
    </span>
  );
}
