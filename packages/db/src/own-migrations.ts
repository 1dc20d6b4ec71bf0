import journal from "../migrations/meta/_journal.json" with { type: "json" };

/** When the migrations of this build were written. */
export const ownMigrations: readonly number[] = journal.entries.map(({ when }) => when);
