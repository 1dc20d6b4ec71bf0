import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PAGE } from "./work.ts";

const document = (version: string) =>
  readFileSync(fileURLToPath(new URL(`../../../examples/documents/orders-${version}.json`, import.meta.url)), "utf8");

/** Signs in, publishes two versions of each service and deploys the first ones; returns a token that may read. */
export async function furnish(url: string, link: string): Promise<string> {
  const opened = await fetch(link.replace(new URL(link).origin, url), { redirect: "manual" });
  const cookie = opened.headers
    .getSetCookie()
    .map((value) => value.split(";", 1)[0])
    .join("; ");
  const call = async (method: string, path: string, body?: string): Promise<unknown> => {
    const response = await fetch(url + path, {
      method,
      headers: { cookie, "content-type": "application/json" },
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  const documents = ["1.0.0", "1.1.0"].map((version) => [version, document(version)] as const);
  for (let index = 0; index < PAGE; index += 1) {
    const service = `orders-${String(index).padStart(2, "0")}`;
    for (const [version, text] of documents) await call("PUT", `/v1/services/${service}/versions/${version}`, text);
    await call("POST", "/v1/environments/production/deployments", JSON.stringify({ service, version: "1.0.0" }));
    await call("GET", `/v1/verdicts?service=${service}&version=1.1.0&environment=production`);
  }
  const created = await call("POST", "/v1/tokens", JSON.stringify({ name: "bench", scopes: ["read"] }));
  return String(Object(created).secret);
}
