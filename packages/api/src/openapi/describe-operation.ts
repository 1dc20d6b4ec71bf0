import type { OpenAPIObject } from "trpc-openapi";
import type { Scope } from "@surety/model/callers";
import { ANSWER_FORMATS, FORMAT_PARAMETER } from "../rest/answer-formats.ts";
import { deprecationHeaders } from "../rest/deprecation.ts";
import { CONTRACT_MEDIA_TYPES } from "../rest/media-types.ts";
import type { RestMeta } from "../procedure.ts";
import type { RestRoute } from "../rest/rest-route.ts";
import { BODY_EXAMPLES, CONTRACT_BODY, RAW_BODIES } from "./body-examples.ts";
import { openSchemas } from "./open-schemas.ts";
import { isRepeatable, problemResponses } from "./problem-responses.ts";
import { REPORT_CONTENT } from "./report-content.ts";

type Operation = NonNullable<NonNullable<OpenAPIObject["paths"]>[string]["get"]>;
type Parameter = Extract<NonNullable<Operation["parameters"]>[number], { in: string }>;
type Schema = NonNullable<Parameter["schema"]>;

const SCOPES: Readonly<Record<Scope, string>> = {
  read: "any member, or a token with the scope `read`",
  "contracts:write": "a member who is not a viewer, or a token with the scope `contracts:write`",
  "deployments:write": "a member who is not a viewer, or a token with the scope `deployments:write`",
  "exceptions:write": "a member who is not a viewer, or a token with the scope `exceptions:write` or `deployments:write`, which brings it",
  admin: "an owner or admin, or a token with the scope `admin`",
};

/** A value of each parameter that documentation and generated requests can start from. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  service: "orders",
  version: "9f3c2e1",
  environment: "production",
  branch: "main",
  limit: 50,
  search: "order",
  kind: "lint",
  severity: "error",
  level: "breaking",
  active: true,
  onlyNew: false,
  rule: "surety-paths-are-nouns",
  fingerprint: "b7e1c09a12f4",
  live: true,
  state: "failed",
  actor: "6b1f0e3a-5c59-4d55-9f0e-2f1f3f0f7d11",
  action: "token.created",
  resource: "orders",
  since: "2026-11-01T00:00:00Z",
  until: "2026-12-01T00:00:00Z",
  member: "Zx3kQv9TqkJbP0aYw7LmRd2N",
  session: "p8Wn2sVb6TqkJbP0aYw7LmRd",
  invitation: "0c9d7a52-6f0e-4a0e-9b3b-0f4f0c8e2a11",
  publisher: "3d0b6a8e-2f5b-4f0a-8e0e-7f1a5c9b2d44",
  ruleset: "base",
  "If-Match": '"9f2c1a0b5d6e7f80aB3d"',
  "If-None-Match": "*",
};

/** What the server does with this operation that the generator cannot see: statuses, headers, errors, raw bodies, scopes. */
export function describeOperation(generated: Operation, route: RestRoute): Operation {
  const schema = generated.responses?.["200"]?.content?.["application/json"]?.schema;
  const answer = schema === undefined ? undefined : openSchemas<Schema>(schema);
  const description = `${generated.description ?? `${generated.summary ?? route.name}.`} For ${whoMay(route.rest)}.`;
  return {
    ...generated,
    description: `${description}${deprecationNote(route.rest)}`,
    ...(route.rest.deprecated === undefined ? {} : { deprecated: true }),
    security: securityOf(route.rest),
    parameters: parametersOf(generated, route),
    ...requestBody(generated, route),
    responses: { ...successResponses(route, answer), ...problemResponses(route) },
    ...(route.rest.ignore === undefined ? {} : { "x-surety-ignore": route.rest.ignore }),
  };
}

function deprecationNote({ deprecated }: RestMeta): string {
  if (deprecated === undefined) return "";
  const end = deprecated.sunset === undefined ? "" : ` It may be gone from ${deprecated.sunset} on.`;
  return ` Deprecated since ${deprecated.since}: ${deprecated.link} says what to use instead.${end}`;
}

/** Headers that answers of a deprecated operation have beside the others. */
function deprecationHeaderObjects({ deprecated }: RestMeta): Record<string, object> {
  if (deprecated === undefined) return {};
  const { deprecation, sunset } = deprecationHeaders(deprecated);
  const header = (description: string, example: string | undefined) => ({ description, schema: { type: "string" as const }, example });
  return {
    Deprecation: header('Since when there is another way (RFC 9745); `Link` with `rel="deprecation"` names it', deprecation),
    ...(sunset === undefined ? {} : { Sunset: header("From when on it may be gone (RFC 8594)", sunset) }),
  };
}

function whoMay({ scope, membersOnly }: RestMeta): string {
  if (scope === null) return "anybody: no credential is needed";
  return membersOnly === true ? "people who signed in, not for tokens" : SCOPES[scope];
}

function securityOf({ scope, membersOnly }: RestMeta): Record<string, string[]>[] {
  if (scope === null) return [];
  return membersOnly === true ? [{ session: [] }] : [{ token: [scope] }];
}

/** Parameters of one name can mean different things: what its own list has comes first. */
function exampleOf({ name, schema }: Parameter): unknown {
  const values = schema !== undefined && "enum" in schema ? schema.enum : undefined;
  const example = EXAMPLES[name];
  return values === undefined || values.includes(example) ? example : values[0];
}

function parametersOf(generated: Operation, route: RestRoute): Parameter[] {
  const body = jsonSchemaOf(generated);
  const all = (generated.parameters ?? []).filter((parameter): parameter is Parameter => "in" in parameter);
  const inBody = route.body.type === "raw" ? route.queryFields : [];
  const moved = inBody.map(
    (name): Parameter => ({ in: "query", name, required: body?.required?.includes(name) ?? false, schema: body?.properties?.[name] ?? {} }),
  );
  const inHeaders = Object.entries(route.headerFields).map(([field, header]): Parameter => {
    const name = header.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
    const schema = all.find((parameter) => parameter.name === field)?.schema ?? body?.properties?.[field] ?? { type: "string" };
    return { in: "header", name, required: false, schema };
  });
  const given = all.filter(({ name }) => !(name in route.headerFields));
  const repeatable = isRepeatable(route) ? [idempotencyParameter] : [];
  return [...given, ...moved, ...inHeaders, ...repeatable, ...(route.rest.report === undefined ? [] : [formatParameter])].map(
    (parameter) => {
      const { schema } = parameter;
      const description =
        parameter.description ?? (schema !== undefined && "description" in schema ? schema.description : undefined) ?? parameter.name;
      const isNumber = schema !== undefined && "type" in schema && schema.type === "integer";
      const example = parameter.name === "version" && isNumber ? 3 : exampleOf(parameter);
      return { ...parameter, description, ...(example === undefined ? {} : { example }) };
    },
  );
}

const idempotencyParameter: Parameter = {
  in: "header",
  name: "Idempotency-Key",
  required: false,
  description:
    "A text of your own, best a UUID, with which the request may be sent again when its answer was lost: for a day it is answered with the first answer, and takes effect once. Without it, a repetition is a request of its own.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[!-~]+$" },
  example: "8e03978e-40d5-43e8-bc93-6894a57f9324",
};

const formatParameter: Parameter = {
  in: "query",
  name: FORMAT_PARAMETER,
  required: false,
  description: "The form of the answer, instead of `Accept`. Forms other than `json` are not paged: `limit` and `cursor` do not count.",
  schema: { type: "string", enum: Object.keys(ANSWER_FORMATS), default: "json" },
  example: "markdown",
};

function jsonSchemaOf(generated: Operation): { required?: string[]; properties?: Record<string, Schema> } | undefined {
  const { requestBody: body } = generated;
  const schema = body !== undefined && "content" in body ? body.content["application/json"]?.schema : undefined;
  return schema !== undefined && !("$ref" in schema) ? schema : undefined;
}

function requestBody(generated: Operation, { name, body, headerFields }: RestRoute): Partial<Operation> {
  if (body.type === "none") return {};
  if (body.type === "json") {
    const { requestBody: given } = generated;
    if (given === undefined || !("content" in given)) return {};
    const { "application/json": json, ...others } = given.content;
    const schema = jsonSchemaOf(generated);
    const properties = Object.entries(schema?.properties ?? {}).filter(([field]) => !(field in headerFields));
    const bodySchema = schema === undefined ? {} : { schema: { ...schema, properties: Object.fromEntries(properties) } };
    return {
      requestBody: {
        ...given,
        required: (schema?.required ?? []).length > 0,
        content: { ...others, "application/json": { ...json, ...bodySchema, example: BODY_EXAMPLES[name] } },
      },
    };
  }
  const { description, example } = RAW_BODIES[name] ?? CONTRACT_BODY;
  return {
    requestBody: {
      description,
      required: true,
      content: Object.fromEntries(
        CONTRACT_MEDIA_TYPES.map((type) => [
          type,
          type.endsWith("json") ? { schema: { type: "object", description }, example } : { schema: { description } },
        ]),
      ),
    },
  };
}

const SUCCESS: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted: it has begun, and the address in Location tells how it goes",
  204: "Done",
};

function successResponses(route: RestRoute, schema: Schema | undefined): Operation["responses"] {
  const { rest, method } = route;
  const isPaged = route.queryFields.includes("cursor");
  const content =
    schema === undefined ? undefined : { "application/json": { schema }, ...(rest.report === undefined ? {} : REPORT_CONTENT) };
  const ref = (name: string) => ({ [name]: { $ref: `#/components/headers/${name}` } });
  const common = { ...ref("X-Request-Id"), ...ref("RateLimit"), ...ref("RateLimit-Policy") };
  const responses: Operation["responses"] = {};
  for (const status of rest.success) {
    const isNew = status === rest.success.at(-1) && rest.location !== undefined;
    responses[String(status)] = {
      description: status === 200 && rest.success.length > 1 ? "It was there already" : (SUCCESS[status] ?? "OK"),
      headers: {
        ...common,
        ...(isNew ? ref("Location") : {}),
        ...(isPaged ? ref("Link") : {}),
        ...deprecationHeaderObjects(rest),
        ...(isRepeatable(route) ? ref("Idempotent-Replayed") : {}),
        ...(method === "GET" || rest.etag !== undefined ? ref("ETag") : {}),
        ...(method === "GET" ? ref("Cache-Control") : {}),
      },
      ...(status === 204 || content === undefined ? {} : { content }),
    };
  }
  if (method === "GET")
    responses["304"] = { description: "Unchanged: If-None-Match names the ETag that it still has", headers: { ...common, ...ref("ETag") } };
  return responses;
}
