const FUNCTIONS =
  "alphabetical casing defined enumeration falsy length or pattern schema truthy typedEnum undefined unreferencedReusableObject xor".split(
    " ",
  );
const FORMATS =
  "oas2 oas3 oas3_0 oas3_1 oas3_2 aas2 aas2_0 aas2_1 aas2_2 aas2_3 aas2_4 aas2_5 aas2_6 aas3 aas3_0 arazzo1_0 jsonSchema jsonSchemaLoose jsonSchemaDraft4 jsonSchemaDraft6 jsonSchemaDraft7 jsonSchemaDraft2019_09 jsonSchemaDraft2020_12".split(
    " ",
  );

const named = (name: string, value: string): string =>
  name === "undefined" ? `const undefined_ = ${value};\nexport { undefined_ as undefined };` : `export const ${name} = ${value};`;

/** Modules for what JavaScript rulesets import of Spectral: marks that our engine knows its own functions and formats by. */
export const standIns: Readonly<Record<string, string>> = {
  "@stoplight/spectral-functions": [
    `const mark = (name) => Object.defineProperty(
      () => { throw new Error("to call " + name + " from a function of your own, install @stoplight/spectral-functions"); },
      "name", { value: name });
    const known = (name) => Object.assign(mark(name), { schemas: {}, validator: () => true });`,
    ...FUNCTIONS.map((name) => named(name, `known(${JSON.stringify(name)})`)),
  ].join("\n"),
  "@stoplight/spectral-formats": FORMATS.map((name) => named(name, `Object.defineProperty(() => true, "name", { value: "${name}" })`)).join(
    "\n",
  ),
  "@stoplight/spectral-rulesets":
    'export const oas = { extends: "spectral:oas" };\nexport const asyncapi = { rules: {} };\nexport const arazzo = { rules: {} };',
  "@stoplight/spectral-core":
    "export const createRulesetFunction = (_, run) => run;\nexport class Ruleset { constructor(definition) { return definition; } }",
};
