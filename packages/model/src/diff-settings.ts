import { z } from "zod";
import { Category } from "./changes.ts";
import { Fingerprint } from "./ids.ts";

/** A day, `2027-01-31`, in UTC. */
export const Day = z.iso.date({ error: "a day, for example 2027-01-31" });

/** `off`: changes of that kind are left out. */
export const LevelSetting = z.enum(["breaking", "risky", "safe", "off"]);
export type LevelSetting = z.infer<typeof LevelSetting>;

/** A kind of change, or several of them: `*` stands for any characters. */
export const KindPattern = z
  .string()
  .max(100)
  .regex(/^[a-z0-9*]+(?:[-a-z0-9*]*[a-z0-9*])?$/, { error: "a kind of change, or a pattern such as response-enum-*" });

/** Levels by kind. Where several patterns match, the one with the most letters counts; the kind itself beats them all. */
export const DiffLevels = z
  .record(KindPattern, LevelSetting)
  .refine((levels) => Object.keys(levels).length <= 200, { error: "at most 200 levels" });
export type DiffLevels = z.infer<typeof DiffLevels>;

/** One change that does not count, and why. */
export const IgnoredChange = z.strictObject({
  fingerprint: Fingerprint,
  reason: z.string().trim().min(1).max(2000),
  expires: Day.optional().describe("the last day on which it is ignored; afterwards it counts again"),
  by: z.string().trim().min(1).max(200).optional().describe("who has decided it"),
});
export type IgnoredChange = z.infer<typeof IgnoredChange>;

/** Days of notice between a deprecation and its sunset, by stability level. Drafts and alphas need none. */
export const DeprecationDays = z.strictObject({
  beta: z.int().min(0).max(3650).optional(),
  stable: z.int().min(0).max(3650).optional(),
});
export type DeprecationDays = z.infer<typeof DeprecationDays>;

/** How the differences of two contracts are found and weighed. */
export const diffSettings = {
  category: Category.default("wire").describe("which changes count; the others are shown as safe"),
  levels: DiffLevels.default({}).describe("levels by kind of change, instead of the engine's own"),
  strictReaders: z.boolean().default(false).describe("readers of responses refuse fields that they do not know"),
  deprecationDays: DeprecationDays.default({}).describe("days of notice before a sunset"),
};

/** The settings of a repository, in `surety.json`. */
export const DiffSettings = z.strictObject({
  ...diffSettings,
  ignore: z.array(IgnoredChange).max(1000).default([]).describe("changes that do not count, by their fingerprints"),
});
export type DiffSettings = z.infer<typeof DiffSettings>;
