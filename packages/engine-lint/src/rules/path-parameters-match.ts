import type { Operation } from "@surety/engine-spec/api";
import type { Report, Rule } from "../rule.ts";

export const pathParametersMatch: Rule = {
  name: "surety-path-parameters-match",
  severity: "error",
  summary: "Each parameter of a path template is declared, and each declared path parameter is in the template.",
  why: "OpenAPI demands it, and tools rely on it: a client generator has no argument for a parameter that is not declared, and sends a literal `{id}`.",
  bad: `paths:
  /orders/{id}:
    get: {responses: {"200": {description: One order}}}
`,
  good: `paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: One order}}
`,
  fix: "Declare the parameter with `in: path` and `required: true`, spelled exactly as in the template; put it on the path item when all its operations share it.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#path-templating",
  *check(contract) {
    for (const operation of contract.api.operations) yield* mismatches(operation);
  },
};

function* mismatches({ key, path, pointer, pathPointer, parameters }: Operation): Iterable<Report> {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
  const templated = new Set(names);
  if (templated.size < names.length) {
    const twice = names.find((name, index) => names.indexOf(name) !== index) ?? "";
    yield {
      pointer: pathPointer,
      subject: "twice",
      message: `\`${path.slice(0, 200)}\` has the parameter \`${twice}\` twice, and a caller can give it one value only.`,
      hint: "Give the two names of their own, after what they identify.",
    };
  }
  const declared = parameters.filter((parameter) => parameter.in === "path");
  const declaredNames = new Set(declared.map((parameter) => parameter.name));
  let position = -1;
  for (const name of templated) {
    position += 1;
    if (declaredNames.has(name)) continue;
    yield {
      pointer,
      operation: key,
      subject: `undeclared ${position}`,
      message: `\`${path.slice(0, 200)}\` has the parameter \`${name}\`, which is not declared.`,
      hint: `Add {name: ${name}, in: path, required: true, schema: …} to its parameters.`,
    };
  }
  for (const parameter of declared) {
    if (templated.has(parameter.name)) continue;
    yield {
      pointer: parameter.pointer,
      operation: key,
      subject: "unused",
      message: `The path parameter \`${parameter.name}\` does not occur in \`${path.slice(0, 200)}\`.`,
      hint: "Remove it, or correct its spelling; names are case-sensitive.",
    };
  }
}
