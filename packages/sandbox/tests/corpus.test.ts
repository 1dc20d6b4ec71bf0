import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { createSandbox } from "../src/create-sandbox.ts";

const folder = new URL("../../../../shared/corpus/documents/", import.meta.url);
const CONDITIONS = { today: "2027-01-31", strictReaders: false, deprecationDays: {} };
const largest = ["github.json.gz", "kubernetes.json.gz", "stripe.yaml.gz", "openai.json.gz", "twilio.json.gz"];

describe.skipIf(!existsSync(folder))("the largest public contracts", () => {
  const sandbox = createSandbox({ childPath: new URL("../src/child.ts", import.meta.url), execArgv: ["--import", "tsx"], concurrency: 1 });
  afterAll(() => sandbox.close());

  test.each(largest)("%s is read, linted and compared within the default limits", async (file) => {
    const document = gunzipSync(readFileSync(new URL(file, folder)));
    expect(await sandbox.read(document)).toMatchObject({ ok: true, result: { readable: true } });
    expect(await sandbox.lint(document)).toMatchObject({ ok: true, result: { ruleErrors: [] } });
    expect(await sandbox.diff(document, document, CONDITIONS)).toMatchObject({ ok: true, result: { identical: true } });
  });
});
