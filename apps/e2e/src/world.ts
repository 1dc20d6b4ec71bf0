import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, type BrowserContext, expect, type Page } from "@playwright/test";
import { type RunningSurety, startSurety } from "./start-surety.ts";

export { expect };

const documents = join(import.meta.dirname, "../../../tooling/examples/documents");
export type Example = "orders" | "catalog" | "billing";

export function exampleDocument(service: Example, version: "1.0.0" | "1.1.0"): string {
  return readFileSync(join(documents, `${service}-${version}.${service === "catalog" ? "yaml" : "json"}`), "utf8");
}

/** A person who has just signed up, with an organization of their own that nothing else touches. */
export interface Member {
  readonly email: string;
  readonly password: string;
  publish(service: string, version: string, document: string): Promise<void>;
  deploy(service: string, version: string, environment: string): Promise<void>;
  /** Publishes both versions of an example, the first deployed everywhere, and waits until all checks have settled. */
  loadExample(service: Example): Promise<void>;
  checksSettled(): Promise<void>;
}

interface Fixtures {
  member: Member;
  /** The page of a browser that must not complain: no exception, nothing that the content security policy refuses. */
  page: Page;
}

let people = 0;

export const test = base.extend<Fixtures, { surety: RunningSurety }>({
  surety: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const surety = await startSurety();
      await use(surety);
      await surety.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: ({ surety }, use) => use(surety.url),
  // oxlint-disable-next-line no-empty-pattern
  extraHTTPHeaders: ({}, use) => {
    people += 1;
    return use({ "x-forwarded-for": `10.20.${people >> 8}.${people & 255}` });
  },
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !/^Failed to load resource/.test(message.text())) complaints.push(message.text());
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
  member: async ({ context }, use) => {
    await use(await signUp(context));
  },
});

async function signUp(context: BrowserContext): Promise<Member> {
  const email = `person-${people}-${Date.now()}@example.com`;
  const password = "correct horse battery staple";
  const call = async (method: "PUT" | "POST" | "GET", path: string, data?: unknown, contentType = "application/json") => {
    const answer = await context.request.fetch(path, {
      method,
      ...(data === undefined ? {} : { data, headers: { "content-type": contentType } }),
    });
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer;
  };
  await call("POST", "/api/auth/sign-up/email", { email, password, name: "Ada" });
  const publish = async (service: string, version: string, document: string) => {
    await call(
      "PUT",
      `/v1/services/${service}/versions/${version}`,
      document,
      document.startsWith("{") ? "application/json" : "application/yaml",
    );
  };
  const deploy = async (service: string, version: string, environment: string) => {
    await call("POST", `/v1/environments/${environment}/deployments`, { service, version });
  };
  const checksSettled = async () => {
    await expect
      .poll(
        async () => {
          const page: { items: { state: string }[] } = await (await call("GET", "/v1/checks?limit=100")).json();
          return page.items.length > 0 && page.items.every(({ state }) => state === "settled");
        },
        { timeout: 45_000 },
      )
      .toBe(true);
  };
  return {
    email,
    password,
    publish,
    deploy,
    checksSettled,
    loadExample: async (service) => {
      await publish(service, "1.0.0", exampleDocument(service, "1.0.0"));
      for (const environment of ["staging", "production"]) await deploy(service, "1.0.0", environment);
      await publish(service, "1.1.0", exampleDocument(service, "1.1.0"));
      await checksSettled();
    },
  };
}
