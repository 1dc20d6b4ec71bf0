import type { SecurityRequirement, SecurityScheme } from "./api.ts";
import type { Located } from "./references.ts";
import type { LocatedObject, Reading } from "./reading.ts";

const TYPES: ReadonlyMap<string, SecurityScheme["type"]> = new Map([
  ["apiKey", "apiKey"],
  ["http", "http"],
  ["oauth2", "oauth2"],
  ["openIdConnect", "openIdConnect"],
  ["mutualTLS", "mutualTLS"],
]);
const PLACES: ReadonlyMap<string, "query" | "header" | "cookie"> = new Map([
  ["query", "query"],
  ["header", "header"],
  ["cookie", "cookie"],
]);
/** Swagger 2.0's names of OAuth flows, in OpenAPI 3. */
const SWAGGER_FLOWS: ReadonlyMap<string, string> = new Map([
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);

/** `security` of the root or of an operation; undefined when it is not stated there. */
export function readSecurity(reading: Reading, at: LocatedObject): readonly SecurityRequirement[] | undefined {
  if (at.value["security"] === undefined) return undefined;
  return reading.items(at, "security").flatMap((item) => {
    const requirement = reading.asObject(item, "A security requirement");
    if (!requirement) return [];
    const schemes = Object.keys(requirement.value).map((name) => ({ name, scopes: reading.texts(requirement, name) ?? [] }));
    return [{ schemes, pointer: item.pointer }];
  });
}

export function readSecuritySchemes(reading: Reading): ReadonlyMap<string, SecurityScheme> {
  const holder = reading.isSwagger ? reading.root : reading.object(reading.root, "components");
  const schemes = new Map<string, SecurityScheme>();
  for (const [name, source] of holder ? reading.entries(holder, reading.isSwagger ? "securityDefinitions" : "securitySchemes") : []) {
    const scheme = readSecurityScheme(reading, name, source);
    if (scheme) schemes.set(name, scheme);
  }
  return schemes;
}

function readSecurityScheme(reading: Reading, name: string, source: Located): SecurityScheme | undefined {
  const at = reading.follow(source, "A security scheme");
  if (!at) return undefined;
  const written = reading.text(at, "type");
  const common = { name, pointer: source.pointer, flows: [] };
  if (written === "basic") return { ...common, type: "http", scheme: "basic" };
  const type = TYPES.get(written ?? "");
  if (!type) {
    reading.log.add(
      "wrong-type",
      at.pointer,
      `The security scheme \`${name}\` has ${written === undefined ? "no `type`" : `the unknown type \`${written}\``}.`,
      "The types are apiKey, http, oauth2, openIdConnect and mutualTLS.",
    );
    return undefined;
  }
  const scheme = reading.text(at, "scheme")?.toLowerCase();
  const place = PLACES.get(reading.text(at, "in") ?? "");
  const parameterName = reading.text(at, "name");
  const openIdConnectUrl = reading.text(at, "openIdConnectUrl");
  return {
    ...common,
    type,
    ...(type === "http" && scheme !== undefined ? { scheme } : {}),
    ...(type === "apiKey" && place !== undefined ? { in: place } : {}),
    ...(type === "apiKey" && parameterName !== undefined ? { parameterName } : {}),
    ...(type === "openIdConnect" && openIdConnectUrl !== undefined ? { openIdConnectUrl } : {}),
    flows: type === "oauth2" ? readFlows(reading, at) : [],
  };
}

function readFlows(reading: Reading, scheme: LocatedObject): SecurityScheme["flows"] {
  if (reading.isSwagger) {
    const flow = reading.text(scheme, "flow") ?? "implicit";
    return [readFlow(reading, SWAGGER_FLOWS.get(flow) ?? flow, scheme)];
  }
  return reading.entries(scheme, "flows").flatMap(([name, source]) => {
    const flow = name.startsWith("x-") ? undefined : reading.asObject(source, "An OAuth flow");
    return flow ? [readFlow(reading, name, flow)] : [];
  });
}

function readFlow(reading: Reading, flow: string, at: LocatedObject): SecurityScheme["flows"][number] {
  const authorizationUrl = reading.text(at, "authorizationUrl");
  const tokenUrl = reading.text(at, "tokenUrl");
  const refreshUrl = reading.text(at, "refreshUrl");
  const scopes = reading.object(at, "scopes");
  const names = scopes ? Object.keys(scopes.value).filter((name) => !name.startsWith("x-")) : [];
  return {
    flow,
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(refreshUrl === undefined ? {} : { refreshUrl }),
    scopes: names,
    descriptions: new Map(scopes ? names.map((name) => [name, reading.text(scopes, name) ?? ""]) : []),
  };
}
