import { writeFile } from "node:fs/promises";
import { openApiDocument } from "@surety/api/openapi/openapi-document";

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("Say where the document goes: openapi-main.ts <file>");
await writeFile(path, `${JSON.stringify(openApiDocument({ serverUrl: "/" }), null, 2)}\n`);
