import type { Severity } from "@surety/model/findings";
import { TAKEN } from "../recommended-tree.ts";
import { OAS_EXAMPLES, type RuleExample } from "./oas-examples.ts";
import { oasRuleset } from "./oas-ruleset.ts";

/** Why a rule of `spectral:oas` matters and what to do about it, as for our own rules. */
export interface RuleAdvice extends RuleExample {
  readonly name: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
}

const SPECIFICATION = "https://spec.openapis.org/oas/v3.1.1.html";

interface Advice {
  readonly why: string;
  readonly fix: string;
  readonly source?: string;
}

const STRUCTURE: Advice = {
  why: "Tools skip what they do not understand, each in its own way: a generator leaves a parameter out, a gateway lets everything through, and nobody is told. What the specification does not allow means something else to every reader.",
  fix: "Write it as the specification says. The message names the member; a misspelt one (`require`, `exmaple`) is the usual cause, a member of another version of OpenAPI the next.",
};
const EXAMPLES: Advice = {
  why: "Examples are copied before schemas are read. One that the schema refuses teaches people a request that fails, and mock servers answer what the service never would.",
  fix: "Correct the example, or the schema if the example is what is really sent. Tests that validate the examples keep them true.",
};
const UNUSED: Advice = {
  why: "Readers take every component for a part of the API. One that nothing refers to is usually left over from something that was removed, or a reference to it was misspelt.",
  fix: "Remove it (`surety lint --fix` does), or refer to it. Models that only generated code needs can carry `x-surety-ignore` with the reason.",
};
const TRAILING_SLASH: Advice = {
  why: "Paths begin with a slash: with one at the end of the server's address, clients that join both call `https://api.example.com//orders`, which many servers answer with 404.",
  fix: "Take the last slash of the address away.",
};

const ADVICE: Readonly<Record<string, Advice>> = {
  "oas2-schema": { ...STRUCTURE, source: "https://spec.openapis.org/oas/v2.0.html" },
  "oas3-schema": STRUCTURE,
  "oas2-valid-schema-example": EXAMPLES,
  "oas2-valid-media-example": EXAMPLES,
  "oas3-valid-schema-example": EXAMPLES,
  "oas3-valid-media-example": EXAMPLES,
  "oas3-examples-value-or-externalValue": {
    why: "An example with both a `value` and an `externalValue` has two truths, and one with neither has none: tools show whichever they looked for first.",
    fix: "Keep `value` where the example is small, and `externalValue` where it lives in a file.",
  },
  "oas2-discriminator": {
    why: "A discriminator says in which property a client finds the type. If that property is not declared, or may be missing, generated clients fail on the first object without it.",
    fix: "Declare the property in the same schema, and name it in `required`.",
  },
  "oas2-operation-formData-consume-check": {
    why: "Form fields can only be sent as `application/x-www-form-urlencoded` or `multipart/form-data`. Without either, clients do not know how to write the body.",
    fix: "Name the form's media type in `consumes`: `multipart/form-data` if it takes files.",
  },
  "oas3-server-variables": {
    why: "A variable in the address that is not declared leaves clients with a literal `{region}` in their URLs; a declared one that the address does not have does nothing.",
    fix: "Declare each `{variable}` of the address under `variables`, with a `default` among its `enum`.",
  },
  "oas3-server-trailing-slash": TRAILING_SLASH,
  "oas2-host-trailing-slash": TRAILING_SLASH,
  "oas3_2-no-deprecated-xml-attribute": {
    why: "OpenAPI 3.2 replaces `attribute` and `wrapped` of XML objects by `nodeType`; readers may stop to understand the old members.",
    fix: "Write `nodeType: attribute`, or `nodeType: element` for what was wrapped.",
  },
  "array-items": {
    why: "An array without `items` may hold anything. OpenAPI 3.0 does not even allow it, and generated clients get a list of unknown things.",
    fix: "Describe the items. `items: {}` says openly that they may be anything.",
  },
  "no-$ref-siblings": {
    why: "In OpenAPI 3.0 and Swagger 2.0 everything beside a `$ref` is ignored: the description or the default that stands there is read by people and by no tool.",
    fix: "Put the reference into `allOf` and keep the rest beside that (`surety lint --fix` does it where the rest is text), or move to OpenAPI 3.1, where siblings count.",
  },
  "typed-enum": {
    why: 'A value of an enum that has not the type of its schema can never be sent: `type: integer` with `enum: ["1"]` accepts nothing.',
    fix: "Give type and values one kind. YAML turns unquoted `1`, `true` and `null` into other types than text: quote them.",
  },
  "duplicated-entry-in-enum": {
    why: "A value that is listed twice makes generators write the same constant twice, which does not compile in most languages.",
    fix: "Keep each value once (`surety lint --fix` does).",
  },
  "operation-parameters": {
    why: "Two parameters of one name and place are one parameter with two meanings; body and form parameters together describe a request that cannot be sent.",
    fix: "Keep one of them. A parameter of the operation replaces one of the path with the same name and place.",
  },
  "operation-operationId-valid-in-url": {
    why: "Links and documentation use the operationId in addresses. A space or a bracket has to be escaped there, and some tools do not.",
    fix: "Use letters, digits, `-` and `_`. Renaming it renames the method in generated clients: do it in a new version.",
  },
  "openapi-tags-uniqueness": {
    why: "Documentation groups operations by the tag's name. Of two tags with one name, one description is lost.",
    fix: "Keep one tag of each name (`surety lint --fix` does).",
  },
  "no-script-tags-in-markdown": {
    why: "Descriptions are shown as HTML by most portals. A script in one runs in the browser of everybody who reads the documentation.",
    fix: "Remove the tag; show code in a fenced block.",
    source: "https://owasp.org/www-community/attacks/xss/",
  },
  "oas2-unused-definition": UNUSED,
  "oas3-unused-component": UNUSED,
  "info-contact": {
    why: "When the API answers something strange at night, the reader of this document is looking for the people behind it.",
    fix: "Give `info.contact` a name and an address of the team, not of a person.",
  },
  "info-description": {
    why: "It is the first thing that people read: what the API is for, who may use it, and where to begin.",
    fix: "Two or three sentences in `info.description`. FastAPI: `FastAPI(description=…)`; drf-spectacular: `SPECTACULAR_SETTINGS['DESCRIPTION']`.",
  },
};

const SEVERITIES = { error: "error", warn: "warning", info: "info", hint: "hint" } as const;

/** What `surety:recommended` takes from `spectral:oas`, each with its advice. */
export function oasAdvice(): readonly RuleAdvice[] {
  return Object.entries(TAKEN).flatMap(([name, severity]) => {
    const advice = ADVICE[name];
    const example = OAS_EXAMPLES[name];
    return advice === undefined || example === undefined
      ? []
      : [{ source: SPECIFICATION, ...advice, ...example, name, severity: SEVERITIES[severity], summary: summaryOf(name) }];
  });
}

function summaryOf(name: string): string {
  const rule: unknown = oasRuleset.rules?.[name];
  const text = typeof rule === "object" && rule !== null && "description" in rule ? String(rule.description) : name;
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
