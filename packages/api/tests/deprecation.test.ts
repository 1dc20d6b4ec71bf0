import Fastify from "fastify";
import { expect, it } from "vitest";
import { z } from "zod";
import { describeOperation } from "../src/openapi/describe-operation.ts";
import { procedure, rest, router } from "../src/procedure.ts";
import { registerRest } from "../src/rest/register-rest.ts";
import { restRoutes } from "../src/rest/rest-route.ts";
import { ALL_SCOPES } from "./rest-app.ts";
import { fakeVerbs } from "./fake-verbs.ts";

const deprecated = { since: "2027-01-31", sunset: "2027-08-01", link: "/docs/v2" };
const old = router({
  old: procedure
    .meta({
      openapi: {
        method: "GET",
        path: "/v1/old",
        operationId: "listOld",
        tags: ["services"],
        summary: "List what is old",
        description: "All.",
      },
      rest: rest({ scope: "read", success: [200], deprecated, errors: [] }),
    })
    .input(z.void())
    .output(z.object({ items: z.array(z.string()), nextCursor: z.string().nullable() }))
    .query(() => ({ items: [], nextCursor: null })),
});

it("a deprecated operation says so in every answer, and when it ends", async () => {
  const app = Fastify();
  await registerRest(app, {
    router: old,
    maxBodyBytes: 1000,
    createContext: async (request) => ({
      verbs: fakeVerbs({}).verbs,
      requestId: request.id,
      caller:
        request.headers.authorization === undefined
          ? null
          : { type: "token", organizationId: "acme" as never, tokenId: "t" as never, name: "test", scopes: ALL_SCOPES },
    }),
  });
  const good = await app.inject({ url: "/v1/old", headers: { authorization: "Bearer x" } });
  const refused = await app.inject({ url: "/v1/old" });
  expect([good.statusCode, refused.statusCode]).toEqual([200, 401]);
  for (const { headers } of [good, refused]) {
    expect(headers).toMatchObject({ deprecation: "@1801353600", sunset: "Sun, 01 Aug 2027 00:00:00 GMT" });
    expect(headers.link).toContain('</docs/v2>; rel="deprecation"');
  }
  expect(good.headers.link).toContain('</v1/old>; rel="first"');
});

it("is deprecated in the document, with the headers and the way out", () => {
  const [route] = restRoutes(old);
  if (route === undefined) throw new Error("there is no route");
  const operation = describeOperation({ description: "All.", responses: {} }, route);
  expect(operation.deprecated).toBe(true);
  expect(operation.description).toContain(
    "Deprecated since 2027-01-31: /docs/v2 says what to use instead. It may be gone from 2027-08-01 on.",
  );
  expect(operation.responses?.["200"]).toMatchObject({ headers: { Deprecation: { example: "@1801353600" }, Sunset: {} } });
});
