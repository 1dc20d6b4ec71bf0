import { join } from "node:path";
import { allKinds } from "@surety/engine-diff/all-kinds";
import type { Category } from "@surety/model/changes";
import { DiffSettings, type IgnoredChange, KindPattern, LevelSetting } from "@surety/model/diff-settings";
import { Fingerprint } from "@surety/model/ids";
import { unknownKinds } from "@surety/model/level-under";
import { CliError } from "./cli-error.ts";
import { CONFIG_FILE, locateConfig } from "./config.ts";
import { parseName } from "./names.ts";

/** What the options of a command add to the settings in surety.json. */
export interface SettingOptions {
  readonly category?: Category;
  /** `KIND=LEVEL` each. */
  readonly level: readonly string[];
  /** Fingerprints. */
  readonly ignore: readonly string[];
  readonly strictReaders: boolean;
}

export interface FoundSettings {
  readonly settings: DiffSettings;
  /** What they are called in sentences. */
  readonly source: string;
}

/** The settings of the nearest surety.json with those of the options over them. */
export async function findDiffSettings(cwd: string, options: SettingOptions): Promise<FoundSettings> {
  const located = await locateConfig(cwd);
  const given = located?.config.diff;
  const file = located === null ? CONFIG_FILE : join(located.folder, CONFIG_FILE);
  if (given !== undefined) refuseUnknown(given.levels, (message) => ({ message: `${file}: diff.levels: ${message}`, file }));
  const levels = Object.fromEntries(options.level.map(readLevel));
  refuseUnknown(levels, (message) => ({ message: `--level: ${message}` }));
  const own = given ?? DiffSettings.parse({});
  const isOptioned = options.category !== undefined || options.level.length > 0;
  return {
    settings: {
      ...own,
      category: options.category ?? own.category,
      levels: { ...own.levels, ...levels },
      ignore: [...own.ignore, ...options.ignore.map(readIgnore)],
      strictReaders: options.strictReaders || own.strictReaders,
    },
    source: given === undefined ? "An option" : isOptioned ? `${CONFIG_FILE} or an option` : CONFIG_FILE,
  };
}

function readLevel(text: string): [kind: string, level: LevelSetting] {
  const [kind = "", level = ""] = text.split("=", 2);
  const parsed = LevelSetting.safeParse(level);
  if (KindPattern.safeParse(kind).success && parsed.success) return [kind, parsed.data];
  throw new CliError(`--level ${JSON.stringify(text.slice(0, 200))} is not KIND=LEVEL.`, {
    code: "option_invalid",
    hint: `For example --level response-enum-*=breaking; the levels are ${LevelSetting.options.join(", ")}.`,
  });
}

function readIgnore(text: string): IgnoredChange {
  return { fingerprint: parseName(Fingerprint, text, "--ignore"), reason: "It is named by --ignore." };
}

function refuseUnknown(
  levels: DiffSettings["levels"],
  say: (message: string) => { readonly message: string; readonly file?: string },
): void {
  const [first] = unknownKinds(
    levels,
    allKinds.map(({ id }) => id),
  );
  if (first === undefined) return;
  const { message, ...place } = say(first.message);
  throw new CliError(message, { code: "kind_unknown", hint: "`surety explain` lists the kinds of change.", ...place });
}
