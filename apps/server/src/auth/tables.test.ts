import * as tables from "@surety/db/schema/auth";
import { getAuthTables } from "better-auth/db";
import { magicLink } from "better-auth/plugins/magic-link";
import { organization } from "better-auth/plugins/organization";
import { type Column, getTableColumns } from "drizzle-orm";
import { expect, it } from "vitest";

const needed = getAuthTables({
  emailAndPassword: { enabled: true },
  plugins: [organization(), magicLink({ sendMagicLink: () => undefined })],
});

it.each(Object.entries(needed))("the table %s has every field that better-auth writes", (name, { fields }) => {
  const table = Object.entries(tables).find(([key]) => key === name)?.[1];
  const columns: Record<string, Column> = table === undefined ? {} : getTableColumns(table);
  const own = name === "invitation" ? ["secretHash"] : [];
  expect(Object.keys(columns).sort()).toEqual([...Object.keys(fields), ...own, "id"].sort());
  for (const [field, { required, type }] of Object.entries(fields)) {
    const column = columns[field];
    expect([field, column?.dataType, required !== false && column?.notNull === false]).toEqual([field, type, false]);
  }
});
