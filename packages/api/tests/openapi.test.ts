import { readFile } from "node:fs/promises";
import { Validator } from "@seriousme/openapi-schema-validator";
import { ERRORS } from "@surety/model/errors";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openApiDocument } from "../src/openapi/openapi-document.ts";
import { restRoutes } from "../src/rest/rest-route.ts";
import { appRouter } from "../src/router.ts";

const document = openApiDocument({ serverUrl: "/" });
const routes = restRoutes(appRouter);
const METHODS = { GET: "get", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" } as const;
const operationOf = (route: (typeof routes)[number]) => document.paths?.[route.path]?.[METHODS[route.method]];

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(JSON.stringify(document)))).toMatchObject({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it("is the one in docs/openapi.json; after a change: pnpm --filter @surety/server openapi", async () => {
    const kept: unknown = JSON.parse(await readFile(new URL("../../../docs/openapi.json", import.meta.url), "utf8"));
    expect(JSON.parse(JSON.stringify(document))).toEqual(kept);
  });

  it("leaves nothing unresolved and nothing unused", () => {
    const text = JSON.stringify(document);
    const refs = new Set([...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)].map(([, kind, name]) => `${kind}/${name}`));
    const defined = Object.entries(document.components ?? {})
      .filter(([kind]) => kind !== "securitySchemes")
      .flatMap(([kind, all]) => Object.keys(all as object).map((name) => `${kind}/${name}`));
    expect([...refs].sort()).toEqual(defined.sort());
  });

  it.each(routes.map((route) => [route.name, route] as const))("says of %s what the server answers", (_name, route) => {
    const operation = operationOf(route);
    const statuses = Object.keys(operation?.responses ?? {});
    const { scope, membersOnly } = route.rest;
    const refusals = scope === null ? [] : (["unauthenticated", "forbidden"] as const);
    const errors = [...route.rest.errors, ...refusals, "rate_limited", "internal"] as const;
    expect(statuses).toEqual(expect.arrayContaining([...route.rest.success, ...errors.map((code) => ERRORS[code].status)].map(String)));
    expect(operation?.security).toEqual(scope === null ? [] : [membersOnly === true ? { session: [] } : { token: [scope] }]);
    expect(operation?.operationId).toMatch(/^[a-z]+[A-Z]\w+$/);
    expect(document.tags?.map((tag) => tag.name)).toEqual(expect.arrayContaining(operation?.tags ?? ["missing"]));
    for (const parameter of operation?.parameters ?? []) expect(parameter).toHaveProperty("description");
    expect(operation?.requestBody !== undefined).toBe(route.body.type !== "none");
    expect(operation?.responses).toHaveProperty("default");
    expect(operation?.responses?.["204"]?.content).toBeUndefined();
  });

  const withBody = routes.filter((route) => route.body.type === "json").map((route) => [route.name, route] as const);
  it.each(withBody)("has an example of the body of %s that is taken", (_name, route) => {
    const body = operationOf(route)?.requestBody;
    const example: unknown = body !== undefined && "content" in body ? body.content["application/json"]?.example : undefined;
    const shape = Object.fromEntries(Object.entries(route.fields).filter(([field]) => !route.pathFields.includes(field)));
    expect(z.strictObject(shape).safeParse(example).error).toBeUndefined();
  });
});
