import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ExampleService, exampleServices } from "./src/example-documents.ts";
import { examplesPython, examplesRoot, missingFramework } from "./src/missing-framework.ts";

const authorization = { authorization: "Bearer local" };

const product = "5f1c6a3e-8f0f-4c5e-9a34-1d1f6f1d0a01";
const address = { recipient: "Ada", street: "Main Street 1", postalCode: "10115", city: "Berlin", country: "DE" };

/** What each service creates, as both of its versions accept it. */
const creations = new Map([
  [
    "orders",
    {
      path: "/v1/orders",
      body: {
        customerId: product,
        items: [{ productId: product, quantity: 2 }],
        shippingAddress: address,
        purchaseOrderNumber: "PO-1",
      },
    },
  ],
  ["catalog", { path: "/v1/products", body: { name: "Blue mug", category: "kitchen", price_cents: 1490 } }],
  [
    "billing",
    {
      path: "/v1/invoices",
      body: { customer_id: "cus_1", currency: "EUR", lines: [{ description: "Mug", quantity: 1, unit_price_cents: 1290 }] },
    },
  ],
]);

/** A port that was free a moment ago. */
async function findPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("The probe has no port.");
  return address.port;
}

/** Starts a version and resolves with its address once it answers; it is stopped with the test. */
async function serve({ directory, serveCommand }: ExampleService, version: string): Promise<string> {
  const port = await findPort();
  const args = serveCommand.slice(1).map((word) => word.replace("{port}", String(port)));
  const child = spawn(examplesPython, args, {
    cwd: join(examplesRoot, directory, version),
    env: { ...process.env, API_TOKEN: "local", PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill();
    await exited;
  });

  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer !== null) return url;
    if (child.exitCode !== null) throw new Error(`${directory} ${version} ended:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe.each(exampleServices)("$service ($framework)", (example) => {
  const reason = missingFramework(example.directory);
  const skipped = reason === null ? "" : ` (skipped: ${reason})`;

  it.skipIf(reason !== null).each(example.versions)(`serves version $version${skipped}`, { timeout: 60_000 }, async ({ version }) => {
    const creation = creations.get(example.service);
    if (creation === undefined) throw new Error(`What does ${example.service} create?`);
    const url = await serve(example, version);

    const anonymous = await fetch(url + creation.path);
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get("www-authenticate")).toBe("Bearer");

    const created = await fetch(url + creation.path, {
      method: "POST",
      headers: { ...authorization, "content-type": "application/json" },
      body: JSON.stringify(creation.body),
    });
    expect(created.status).toBe(201);
    const found = await fetch(url + created.headers.get("location"), { headers: authorization });
    expect(found.status).toBe(200);
    expect(await found.json()).toEqual(await created.json());

    const list = await fetch(url + creation.path, { headers: authorization });
    expect(list.status).toBe(200);
  });
});
