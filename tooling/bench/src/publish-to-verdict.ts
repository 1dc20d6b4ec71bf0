import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

/**
 * Publishes the public contracts of the corpus to a running server, as CI would, and prints how long each step
 * takes from outside: accepted (the answer to PUT), settled (lint and diff are done), verdict (the gate's answer).
 * Each is published twice, the second time with one operation less, against the first as deployed.
 * Usage: SURETY_URL=… SURETY_TOKEN=… pnpm --filter @surety/bench publish-to-verdict [DIRECTORY]
 */
const url = process.env["SURETY_URL"] ?? "http://localhost:4400";
const token = process.env["SURETY_TOKEN"];
const corpus = process.argv[2] ?? fileURLToPath(new URL("../../../../shared/corpus/documents", import.meta.url));
if (token === undefined || !existsSync(corpus)) {
  process.stdout.write(`Needs SURETY_TOKEN (a token of ${url}) and a corpus (${corpus}): nothing measured.\n`);
  process.exit(2);
}
const run = Date.now().toString(36);

process.stdout.write("document               MB  accepted ms  settled ms  accepted 2nd  settled 2nd  verdict ms  answer\n");
for (const name of readdirSync(corpus).sort()) {
  const bytes = gunzipSync(readFileSync(join(corpus, name)));
  const service = `bench-${name.split(".")[0]}-${name.includes("yaml") ? "yaml-" : ""}${run}`;
  const first = await publish(service, "1", bytes, name.includes("yaml"));
  await call("POST", `/v1/environments/production/deployments`, JSON.stringify({ service, version: "1" }), "application/json");
  const second = await publish(service, "2", name.includes("yaml") ? shortenYaml(bytes) : shortenJson(bytes), name.includes("yaml"));
  const start = performance.now();
  const verdict = (await call("GET", `/v1/verdicts?service=${service}&version=2&environment=production`)) as { answer: string };
  const verdictMs = performance.now() - start;
  const columns = [bytes.byteLength / 1e6, first.acceptedMs, first.settledMs, second.acceptedMs, second.settledMs, verdictMs];
  process.stdout.write(
    `${name.padEnd(20)} ${columns.map((value, index) => value.toFixed(index === 0 ? 1 : 0).padStart([4, 12, 11, 13, 12, 11][index] ?? 8)).join(" ")}  ${verdict.answer}\n`,
  );
}

async function publish(
  service: string,
  version: string,
  bytes: Uint8Array,
  isYaml: boolean,
): Promise<{ acceptedMs: number; settledMs: number }> {
  const start = performance.now();
  await call("PUT", `/v1/services/${service}/versions/${version}`, bytes, isYaml ? "application/yaml" : "application/json");
  const acceptedMs = performance.now() - start;
  for (;;) {
    const { checks } = (await call("GET", `/v1/services/${service}/versions/${version}`)) as { checks: { state: string }[] };
    if (checks.every(({ state }) => state === "settled")) return { acceptedMs, settledMs: performance.now() - start };
    await sleep(20);
  }
}

async function call(method: string, path: string, body?: string | Uint8Array, contentType?: string): Promise<unknown> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization: `Bearer ${token}`, ...(contentType === undefined ? {} : { "content-type": contentType }) },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 500)}`);
  return response.json();
}

/** The document without the first operation of its first path. */
function shortenJson(bytes: Uint8Array): Uint8Array {
  const document = JSON.parse(new TextDecoder().decode(bytes)) as { paths: Record<string, Record<string, unknown>> };
  const [path] = Object.keys(document.paths);
  const [method] = Object.keys(document.paths[path ?? ""] ?? {}).filter((key) => /^(get|put|post|delete|patch)$/.test(key));
  if (path !== undefined && method !== undefined) delete document.paths[path]?.[method];
  return new TextEncoder().encode(JSON.stringify(document));
}

/** The YAML document with its first path renamed. */
function shortenYaml(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/^( {2})(\/[^\n]*?):$/m, "$1$2/moved:"));
}
