import type { AnyProcedure, AnyRouter } from "@trpc/server";
import { Problem } from "@surety/model/errors";
import { generateOpenApiDocument, type OpenAPIObject, type OpenApiRouter } from "trpc-openapi";
import { restRoutes } from "../rest/rest-route.ts";
import { schemaOf } from "../kept-answer.ts";
import { appRouter } from "../router.ts";
import { describeOperation } from "./describe-operation.ts";
import { nameSchemas } from "./name-schemas.ts";
import { openSchemas } from "./open-schemas.ts";
import { problemExamples } from "./problem-responses.ts";
import { TAGS } from "./tags.ts";

const DESCRIPTION = `Surety holds the contract of every service, checks each new version of it, and answers one question with proof: can this version be deployed to this environment?

- Every call needs \`Authorization: Bearer <token>\`. Create tokens under Settings → Tokens. A row of another organization is always answered with 404.
- Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`, a \`detail\` for people and a \`hint\` that says what to do next.
- Lists are read page by page, each in an order of its own that does not change: follow the \`Link\` header with \`rel="next"\`, or pass \`nextCursor\` as \`cursor\` with the same filters. A cursor belongs to one list of one organization; elsewhere it is refused with \`invalid_input\`.
- Answers to GET have an \`ETag\`; send it as \`If-None-Match\` to be told that nothing changed. What can be changed takes it as \`If-Match\`, and answers 412 when somebody was faster; without that header the last one wins.
- PUT may be repeated: the same request again answers 200 instead of 201. Whatever changes something takes an \`Idempotency-Key\`: with the same key the same request is answered again, and takes effect once.`;

const text = (description: string, example: string) => ({ description, schema: { type: "string" as const }, example });

const HEADERS = {
  "X-Request-Id": text(
    "Names this request in the server's log; quote it when you report a problem",
    "5f0c3f3e-6d6b-4a55-9a53-0f6f0d5c9d10",
  ),
  RateLimit: text("What is left of each limit: `r` requests, for `t` more seconds", '"credential";r=998;t=7, "organization";r=4801;t=4'),
  "RateLimit-Policy": text(
    "The limits that the request counts for: `q` requests in `w` seconds",
    '"credential";q=1000;w=10, "organization";q=5000;w=10',
  ),
  "Retry-After": { description: "Seconds to wait before asking again", schema: { type: "integer" as const, minimum: 0 }, example: 7 },
  "WWW-Authenticate": text("Which credential is needed (RFC 6750)", 'Bearer realm="surety"'),
  Location: {
    description: "Address of what was created or begun",
    schema: { type: "string" as const, format: "uri-reference" },
    example: "/v1/services/orders",
  },
  Link: text(
    'Addresses of other pages (RFC 8288): `rel="next"`, missing on the last page, and `rel="first"`',
    '</v1/services?cursor=q8Zk1mWc0aBzIm9yZGVycyI>; rel="next", </v1/services>; rel="first"',
  ),
  ETag: text("Names this state of the resource", 'W/"w3T0lC1vX1aYQ0m2nq7mJ4nYd8s"'),
  "Idempotent-Replayed": {
    description: "The answer is the one that the first request with this Idempotency-Key was given; missing on that itself",
    schema: { type: "boolean" as const, const: true },
    example: true,
  },
  "Cache-Control": text("How long the answer may be kept", "private, no-cache"),
};

/** Rises with every change of the contract; what changed is in docs/api-changelog.md. */
const API_VERSION = "1.1.0";

export interface DocumentOptions {
  readonly serverUrl: string;
  /** Origins whose pages may call the API. */
  readonly corsOrigins?: readonly string[];
}

/** The OpenAPI 3.1 document of the REST surface: generated from the procedures, completed with what the server does around them. */
export function openApiDocument({ serverUrl, corsOrigins = [] }: DocumentOptions): OpenAPIObject {
  nameSchemas();
  const generated = nameJson(
    generateOpenApiDocument(documented(appRouter), {
      title: "Surety",
      version: API_VERSION,
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
      openApiVersion: "3.1.1",
      baseUrl: serverUrl,
      defs: { Problem },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token with the scope that the operation names." },
        session: { type: "apiKey", in: "cookie", name: "surety.session_token", description: "The session of somebody who signed in." },
      },
    }),
  );
  const paths = { ...generated.paths };
  for (const route of restRoutes(appRouter)) {
    const item = paths[route.path];
    const method = METHODS[route.method];
    const operation = item?.[method];
    if (item === undefined || operation === undefined) throw new Error(`${route.name} is missing in the generated document`);
    paths[route.path] = { ...item, [method]: describeOperation(operation, route) };
  }
  const { schemas = {}, ...components } = generated.components ?? {};
  const named = Object.fromEntries(
    Object.entries(schemas)
      .filter(([name]) => !name.startsWith("error."))
      .sort(([a], [b]) => a.localeCompare(b)),
  );
  return {
    ...generated,
    info: { ...generated.info, contact: { name: "The team that runs this Surety" } },
    "x-cors": corsOrigins.length === 0 ? false : { origins: corsOrigins },
    tags: TAGS.map((tag) => ({ ...tag })),
    paths,
    components: { ...components, schemas: openSchemas(named), headers: HEADERS, examples: problemExamples() },
  };
}

/** The generator spells out a recursive schema for "any JSON value", without a name; in JSON Schema that is the empty schema. */
function nameJson(document: OpenAPIObject): OpenAPIObject {
  const renamed: OpenAPIObject = JSON.parse(
    JSON.stringify(document).replaceAll('"#/components/schemas/__schema0"', '"#/components/schemas/Json"'),
  );
  const { __schema0: json, ...schemas } = renamed.components?.schemas ?? {};
  return {
    ...renamed,
    components: {
      ...renamed.components,
      schemas: { ...schemas, ...(json === undefined ? {} : { Json: { description: "Any JSON value" } }) },
    },
  };
}

const METHODS = { GET: "get", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" } as const;

/** The generator's own type for routers leaves out what it does not read; it knows schemas by their identity. */
function documented({ _def: definition }: AnyRouter): OpenApiRouter {
  const procedures = Object.entries<AnyProcedure>(definition.procedures).map(([name, procedure]) => {
    const output: unknown = schemaOf(Reflect.get(procedure._def, "output"));
    return [name, { _def: { ...procedure._def, output } }];
  });
  return { _def: { ...definition, procedures: Object.fromEntries(procedures) } } as unknown as OpenApiRouter;
}
