import { mkdir, writeFile } from "node:fs/promises";
import { configSchemaText, configSchemaUrl, servedConfigSchemaUrl, reportSchemaText, reportSchemaUrl } from "./report-schema.ts";
import { REPORT_SCHEMAS } from "./reports.ts";

// `pnpm --filter @surety/cli schemas`: writes docs/schemas, the published form of the JSON output, and what servers give editors.
for (const name of Object.keys(REPORT_SCHEMAS) as (keyof typeof REPORT_SCHEMAS)[]) {
  const url = reportSchemaUrl(name);
  await mkdir(new URL(".", url), { recursive: true });
  await writeFile(url, reportSchemaText(name));
}
for (const url of [configSchemaUrl(), servedConfigSchemaUrl()]) {
  await mkdir(new URL(".", url), { recursive: true });
  await writeFile(url, configSchemaText());
}
