import { readFileSync } from "node:fs";
import { waitUntil } from "@surety/testkit/wait-until";
import { Verdict } from "@surety/model/verdicts";
import { describe, expect, inject, it } from "vitest";
import { examples, expectChanges } from "./examples.ts";
import { newOrganization, type Organization } from "./new-organization.ts";

describe.each(examples)("$service ($framework), by REST", (example) => {
  it("1.1.0 may not replace 1.0.0 in production, for exactly its two breaking changes", async () => {
    const { service } = example;
    const organization = await newOrganization(inject("url"));
    const { rest } = organization;
    const first = await publish(organization, service, "1.0.0", example.document("1.0.0"));
    expect([first.status, first.headers.get("location")]).toEqual([201, `/v1/services/${service}/versions/1.0.0`]);
    expect(await verdict(organization, service, "1.0.0")).toMatchObject({
      answer: "yes",
      reasons: expect.arrayContaining([expect.objectContaining({ type: "first-deployment" })]),
    });
    const deployed = await rest("POST", "/v1/environments/production/deployments", { service, version: "1.0.0" });
    expect(deployed.status).toBe(201);
    expect((await publish(organization, service, "1.1.0", example.document("1.1.0"))).status).toBe(201);

    const answer = await verdict(organization, service, "1.1.0");
    expect(answer).toMatchObject({ answer: "no", deployed: ["1.0.0"] });
    expectChanges(
      answer.reasons.flatMap((reason) => (reason.type === "breaking-changes" ? reason.changes : [])),
      example,
      "breaking",
    );
    expect((await verdict(organization, service, "1.0.0")).answer).toBe("yes");
  });
});

/** The verdict, once the checks that it needs are done. */
async function verdict({ rest }: Organization, service: string, version: string): Promise<Verdict> {
  const path = `/v1/verdicts?service=${service}&version=${version}&environment=production`;
  return waitUntil(
    async () => {
      const answer = await rest("GET", path);
      expect(answer.status).toBe(200);
      const decided = Verdict.parse(await answer.json());
      return decided.settled && decided;
    },
    { what: `the verdict on ${service} ${version} is settled`, deadlineMs: 60_000, intervalMs: 100 },
  );
}

async function publish({ rest }: Organization, service: string, version: string, document: string): Promise<Response> {
  const type = document.endsWith(".yaml") ? "application/yaml" : "application/json";
  return rest("PUT", `/v1/services/${service}/versions/${version}`, readFileSync(document), { "content-type": type });
}
