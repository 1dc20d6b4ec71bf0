import { z } from "zod";
import { Config } from "../config.ts";
import { REPORT_SCHEMAS } from "./reports.ts";

/** JSON Schema 2020-12 of a command's `--format json` output, as it is published in docs/schemas. */
export function reportSchemaText(name: keyof typeof REPORT_SCHEMAS): string {
  const schema = z.toJSONSchema(REPORT_SCHEMAS[name], { target: "draft-2020-12", io: "output" });
  return `${JSON.stringify({ $id: `urn:surety:schema:${name}`, title: `surety ${name} --format json`, ...schema }, null, 2)}\n`;
}

/** JSON Schema 2020-12 of `surety.json`, for editors (`$schema`). */
export function configSchemaText(): string {
  const schema = z.toJSONSchema(Config, { target: "draft-2020-12", io: "input" });
  return `${JSON.stringify({ $id: "urn:surety:schema:config", title: "surety.json", ...schema }, null, 2)}\n`;
}

/** Where it is published in this repository. */
export function configSchemaUrl(): URL {
  return new URL("../../../../docs/schemas/config.schema.json", import.meta.url);
}

/** Where servers serve it from, with the dashboard: `/schemas/surety.schema.json`. */
export function servedConfigSchemaUrl(): URL {
  return new URL("../../../web/public/schemas/surety.schema.json", import.meta.url);
}

/** Where it is published in this repository. */
export function reportSchemaUrl(name: keyof typeof REPORT_SCHEMAS): URL {
  return new URL(`../../../../docs/schemas/${name}.schema.json`, import.meta.url);
}
