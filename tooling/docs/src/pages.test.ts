import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { authorizationPage } from "./authorization-page.ts";
import { changePages } from "./change-pages.ts";
import { docs, root } from "./docs-folder.ts";
import { errorsPage } from "./errors-page.ts";
import { withImportTable } from "./import-table.ts";

const howTo = "else: pnpm --filter @surety/docs pages";

it(`docs/errors.md is as the code says (${howTo})`, () => {
  expect(readFileSync(join(docs, "errors.md"), "utf8")).toBe(errorsPage());
});

it(`docs/authorization.md is as the code says (${howTo})`, () => {
  expect(readFileSync(join(docs, "authorization.md"), "utf8")).toBe(authorizationPage());
});

it(`docs/changes has a page for each kind, and no other (${howTo})`, () => {
  const pages = changePages();
  expect(readdirSync(join(docs, "changes")).sort()).toEqual([...pages.keys()].sort());
  const stale = [...pages].filter(([name, text]) => readFileSync(join(docs, "changes", name), "utf8") !== text).map(([name]) => name);
  expect(stale).toEqual([]);
});

it(`docs/architecture.md shows the import table that the build enforces (${howTo})`, () => {
  const page = readFileSync(join(docs, "architecture.md"), "utf8");
  expect(page).toContain("model: [],\n");
  expect(page).toBe(withImportTable(page));
});

it("no link in the documentation leads nowhere", () => {
  const files = [
    ...readdirSync(root)
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(root, name)),
    ...markdownBelow(docs),
  ];
  const broken = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(#[^)\s]*)?\)/g)]
      .filter(([, target = ""]) => !existsSync(resolve(dirname(file), target)))
      .map(([, target]) => `${relative(root, file)} → ${target}`),
  );
  expect(broken).toEqual([]);
});

function markdownBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => join(entry.parentPath, entry.name));
}

it("docs/operations.md names every setting of server and worker", () => {
  const page = readFileSync(join(docs, "operations.md"), "utf8");
  const settings = ["server", "worker"].flatMap((app) =>
    [...readFileSync(join(root, `apps/${app}/src/env.ts`), "utf8").matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name),
  );
  expect(settings.length).toBeGreaterThan(15);
  expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
