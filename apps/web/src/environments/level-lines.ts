import { type DiffLevels, KindPattern, LevelSetting } from "@surety/model/diff-settings";

/** Levels for editing: one of them a line, `operation-removed = risky`. */
export function writeLevels(levels: DiffLevels): string {
  return Object.entries(levels)
    .map(([kind, level]) => `${kind} = ${level}`)
    .join("\n");
}

/** The levels in some lines; `bad` is the first line that is none. */
export function readLevels(text: string): { levels: DiffLevels; bad?: string } {
  const levels: DiffLevels = {};
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const [kind, level] = line.split("=").map((part) => part.trim());
    const [pattern, setting] = [KindPattern.safeParse(kind), LevelSetting.safeParse(level)];
    if (!pattern.success || !setting.success) return { levels, bad: line.trim() };
    levels[pattern.data] = setting.data;
  }
  return { levels };
}
