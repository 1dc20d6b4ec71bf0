import { z } from "zod";
import { checkOptions, noOptions } from "../functions/options.ts";
import type { FunctionResult, RuleFunction } from "../functions/rule-function.ts";
import { isMembers, isObject } from "./members.ts";

const COMPONENTS = ["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks"];

export const oasUnusedComponent: RuleFunction = {
  name: "oasUnusedComponent",
  check: noOptions("oasUnusedComponent"),
  *run(root, _options, { document }) {
    const components = isMembers(root) ? root["components"] : undefined;
    if (!isMembers(components)) return;
    for (const kind of COMPONENTS) {
      const members = components[kind];
      if (!isObject(members)) continue;
      for (const name of Object.keys(members)) {
        if (!document.named.has(`#/components/${kind}/${name}`))
          yield { message: "Potential orphaned reusable object has been detected", path: ["components", kind, name] };
      }
    }
  },
};

export const refSiblings: RuleFunction = {
  name: "refSiblings",
  check: noOptions("refSiblings"),
  run(_value, _options, context) {
    const { holder } = context;
    if (!isMembers(holder)) return undefined;
    const names = Object.keys(holder);
    if (names.length === 1 && names[0] === "$ref") return undefined;
    const above = context.path.slice(0, -1);
    return names
      .filter((key) => key !== "$ref")
      .map((key) => ({ message: "$ref must not be placed next to any other properties", path: [...above, key] }));
  },
};

export const oasDiscriminator: RuleFunction = {
  name: "oasDiscriminator",
  check: noOptions("oasDiscriminator"),
  run(schema, _options, { path }) {
    if (!isMembers(schema) || typeof schema["discriminator"] !== "string") return undefined;
    const { discriminator: name, properties, required } = schema;
    const results: FunctionResult[] = [];
    if (!isObject(properties) || !Object.keys(properties).includes(String(name)))
      results.push({ message: "The discriminator property must be defined in this schema.", path: [...path, "properties"] });
    if (!Array.isArray(required) || !required.includes(name))
      results.push({ message: "The discriminator property must be in the required property list.", path: [...path, "required"] });
    return results;
  },
};

export const oasSecurityDefined: RuleFunction = {
  name: "oasSecurityDefined",
  check: checkOptions("oasSecurityDefined", z.strictObject({ oasVersion: z.literal([2, 3]) }), '{ "oasVersion": 3 }'),
  run(requirement, { oasVersion }, { data, path }) {
    if (!isMembers(requirement)) return undefined;
    const entries = Object.entries(requirement);
    if (!entries.every(([, scopes]) => Array.isArray(scopes) && scopes.every((scope) => typeof scope === "string"))) return undefined;
    const components = data["components"];
    const schemes = oasVersion === 2 ? data["securityDefinitions"] : isMembers(components) ? components["securitySchemes"] : undefined;
    const location = oasVersion === 2 ? "securityDefinitions" : "components.securitySchemes";
    const results: FunctionResult[] = [];
    for (const [name, scopes] of entries) {
      const scheme = isMembers(schemes) && Object.hasOwn(schemes, name) ? schemes[name] : undefined;
      if (scheme === undefined) {
        const message = `${path.length === 2 ? "API" : "Operation"} "security" values must match a scheme defined in the "${location}" object.`;
        results.push({ message, path: [...path, name] });
        continue;
      }
      for (const [index, scope] of (Array.isArray(scopes) ? scopes : []).entries()) {
        if (!hasScope(scheme, String(scope), oasVersion === 2))
          results.push({ message: `"${String(scope)}" must be listed among scopes.`, path: [...path, name, index] });
      }
    }
    return results;
  },
};

function hasScope(scheme: unknown, scope: string, isSwagger: boolean): boolean {
  if (!isMembers(scheme)) return false;
  const flows = isSwagger ? [scheme] : isMembers(scheme["flows"]) ? Object.values(scheme["flows"]) : [];
  return flows.some((flow) => isMembers(flow) && isMembers(flow["scopes"]) && Object.hasOwn(flow["scopes"], scope));
}
