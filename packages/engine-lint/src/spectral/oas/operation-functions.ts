import { textOf } from "../functions/text-of.ts";
import { noOptions } from "../functions/options.ts";
import type { FunctionResult, RuleFunction } from "../functions/rule-function.ts";
import { isMembers, isObject, operationsOf } from "./members.ts";

export const oasOpSuccessResponse: RuleFunction = {
  name: "oasOpSuccessResponse",
  check: noOptions("oasOpSuccessResponse"),
  run(responses, _options, { formats }) {
    if (!isMembers(responses)) return undefined;
    const isSuccess = (status: string): boolean =>
      (formats.has("oas3") && /^[23]XX$/.test(status)) || (Number(status) >= 200 && Number(status) < 400);
    return Object.keys(responses).some(isSuccess)
      ? undefined
      : [{ message: "Operation must define at least a single 2xx or 3xx response" }];
  },
};

export const oasOpFormDataConsumeCheck: RuleFunction = {
  name: "oasOpFormDataConsumeCheck",
  check: noOptions("oasOpFormDataConsumeCheck"),
  run(operation) {
    if (!isMembers(operation)) return undefined;
    const { consumes, parameters } = operation;
    if (!Array.isArray(consumes) || !Array.isArray(parameters)) return undefined;
    if (!parameters.some((parameter) => isMembers(parameter) && parameter["in"] === "formData")) return undefined;
    if (consumes.some((type) => /application\/x-www-form-urlencoded|multipart\/form-data/.test(textOf(type)))) return undefined;
    return [{ message: "Consumes must include urlencoded, multipart, or form-data media type when using formData parameter." }];
  },
};

export const oasOpIdUnique: RuleFunction = {
  name: "oasOpIdUnique",
  check: noOptions("oasOpIdUnique"),
  *run(paths) {
    const seen = new Set<unknown>();
    for (const { path, method, operation } of operationsOf(paths)) {
      if (!("operationId" in operation)) continue;
      const { operationId } = operation;
      if (seen.has(operationId)) yield { message: "operationId must be unique.", path: ["paths", path, method, "operationId"] };
      seen.add(operationId);
    }
  },
};

export const oasOpParams: RuleFunction = {
  name: "oasOpParams",
  check: noOptions("oasOpParams"),
  run(parameters, _options, context) {
    if (!Array.isArray(parameters) || parameters.length < 2) return undefined;
    const results: FunctionResult[] = [];
    const seen = new Set<string>();
    const bodies: number[] = [];
    let forms = 0;
    for (const [index, parameter] of parameters.entries()) {
      if (!isMembers(parameter) || "$ref" in parameter) continue;
      const key = `${textOf(parameter["in"])}-${textOf(parameter["name"])}`;
      if (seen.has(key))
        results.push({
          message: 'A parameter in this operation already exposes the same combination of "name" and "in" values.',
          path: [...context.path, index],
        });
      seen.add(key);
      if (parameter["in"] === "body") bodies.push(index);
      if (parameter["in"] === "formData") forms += 1;
    }
    if (bodies.length > 0 && forms > 0) results.push({ message: 'Operation must not have both "in:body" and "in:formData" parameters.' });
    for (const index of bodies.slice(1))
      results.push({
        message: 'Operation must not have more than a single instance of the "in:body" parameter.',
        path: [...context.path, index],
      });
    return results;
  },
};

export const oasTagDefined: RuleFunction = {
  name: "oasTagDefined",
  check: noOptions("oasTagDefined"),
  *run(document) {
    if (!isMembers(document)) return;
    const tags = Array.isArray(document["tags"]) ? document["tags"] : [];
    const known = new Set<unknown>(tags.map((tag) => (isMembers(tag) && typeof tag["name"] === "string" ? tag["name"] : undefined)));
    for (const { path, method, operation } of operationsOf(document["paths"])) {
      const used: unknown = operation["tags"];
      if (!Array.isArray(used)) continue;
      for (const [index, tag] of used.entries()) {
        if (tag === undefined || !known.has(tag))
          yield { message: "Operation tags must be defined in global tags.", path: ["paths", path, method, "tags", index] };
      }
    }
  },
};

export const uniquenessTags: RuleFunction = {
  name: "uniquenessTags",
  check: noOptions("uniquenessTags"),
  run(tags, _options, { path }) {
    if (!Array.isArray(tags) || !tags.every((tag) => isMembers(tag) && typeof tag["name"] === "string")) return undefined;
    const seen = new Set<unknown>();
    const results: FunctionResult[] = [];
    for (const [index, tag] of tags.entries()) {
      const name: unknown = isObject(tag) ? Reflect.get(tag, "name") : undefined;
      if (seen.has(name))
        results.push({ message: `"tags" object contains duplicate tag name "${textOf(name)}".`, path: [...path, index, "name"] });
      seen.add(name);
    }
    return results;
  },
};
