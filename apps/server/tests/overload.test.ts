import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "@surety/testkit/wait-until";
import { SMALL } from "./procedure-table.ts";
import { openWorld, type Organization, type World } from "./world.ts";

let world: World;
let owner: Organization;
beforeAll(async () => {
  world = await openWorld({ maxQueuedChecks: 1 });
  owner = await world.createOrganization();
});
afterAll(() => world.close());

const call = (method: string, path: string, body?: string) =>
  fetch(world.url + path, {
    method,
    headers: { authorization: `Bearer ${owner.token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body }),
  });

test("past the limit of waiting checks a publish is refused with 503 and a time, and everything else is answered", async () => {
  let version = 0;
  const publish = () => call("PUT", `/v1/services/small/versions/${(version += 1)}`, SMALL.replace("Small", `Small ${version}`));
  expect((await publish()).status).toBe(201);
  // What waits is counted once a second.
  const refused = await waitUntil(
    async () => {
      const answer = await publish();
      return answer.status === 503 && answer;
    },
    { what: "a refused publish" },
  );
  expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(await refused.json()).toMatchObject({ code: "overloaded", limit: "queuedChecks", type: "/docs/errors/overloaded" });
  expect((await call("GET", `/v1/services/small/versions/${version}`)).status).toBe(404);
  expect((await call("POST", "/v1/checks", JSON.stringify({ service: "small", version: "1", kind: "lint" }))).status).toBe(503);

  expect((await call("GET", "/v1/services/small/versions/1")).status).toBe(200);
  const deployed = await call("POST", "/v1/environments/production/deployments", JSON.stringify({ service: "small", version: "1" }));
  expect(deployed.status).toBe(201);
  const verdict = await call("GET", "/v1/verdicts?service=small&version=1&environment=production");
  expect(await verdict.json()).toMatchObject({ answer: "unknown", settled: false });
  const queues = await call("GET", "/v1/operations/queues");
  const { queues: work } = (await queues.json()) as { queues: { lint: { waiting: number } } };
  expect(work.lint.waiting).toBeGreaterThan(0);
});
