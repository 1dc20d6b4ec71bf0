import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { authorizationPage } from "./authorization-page.ts";
import { changePages } from "./change-pages.ts";
import { docs } from "./docs-folder.ts";
import { errorsPage } from "./errors-page.ts";
import { withImportTable } from "./import-table.ts";

// `pnpm --filter @surety/docs pages`: writes the pages that follow from the code.
const pages = changePages();
const changes = join(docs, "changes");
mkdirSync(changes, { recursive: true });
for (const name of readdirSync(changes)) if (!pages.has(name)) rmSync(join(changes, name));
for (const [name, text] of pages) writeFileSync(join(changes, name), text);
writeFileSync(join(docs, "errors.md"), errorsPage());
writeFileSync(join(docs, "authorization.md"), authorizationPage());
const architecture = join(docs, "architecture.md");
writeFileSync(architecture, withImportTable(readFileSync(architecture, "utf8")));
