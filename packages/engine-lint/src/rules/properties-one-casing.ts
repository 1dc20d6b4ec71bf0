import type { Schema } from "@surety/engine-spec/schema";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Report, Rule } from "../rule.ts";
import { splitWords } from "../split-words.ts";
import { inCasing, majorityCasing, wordCasing, type Casing } from "../word-casing.ts";

export const propertiesOneCasing: Rule = {
  name: "surety-properties-one-casing",
  severity: "info",
  summary: "All properties of bodies are written in one casing.",
  why: "`order.createdAt` next to `order.updated_at` is a typo that compiles. One habit for all members, and nobody has to look it up.",
  bad: `paths:
  /orders:
    get:
      responses:
        "200":
          description: Orders
          content: {application/json: {schema: {type: object, properties: {created_by: {type: string}, updated_by: {type: string}, orderId: {type: string}}}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "200":
          description: Orders
          content: {application/json: {schema: {type: object, properties: {created_by: {type: string}, updated_by: {type: string}, order_id: {type: string}}}}}
`,
  fix: "Follow what most of this contract does. Renaming a published member breaks its readers: send both for a while, with the old one deprecated. Pydantic: `alias_generator`; Jackson: `PropertyNamingStrategies`.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#118",
  *check(contract) {
    const { request, response } = reachedSchemas(contract);
    const answered = new Set(response.map(({ schema }) => schema));
    const onlySent = new Set(request.map(({ schema }) => schema).filter((schema) => !answered.has(schema)));
    // Some APIs take forms in one casing and answer in another: each side has its own habit.
    for (const owners of [answered, onlySent]) {
      const withProperties = [...owners].filter(({ properties }) => properties !== undefined);
      const majority = majorityCasing(namesOf(withProperties));
      if (majority === undefined) continue;
      for (const owner of withProperties) yield* minority(owner, majority);
    }
  },
};

function namesOf(owners: readonly Schema[]): string[] {
  const names: string[] = [];
  for (const { properties } of owners) for (const name of properties?.keys() ?? []) names.push(name);
  return names;
}

function* minority(owner: Schema, majority: Casing): Iterable<Report> {
  for (const [name, property] of owner.properties ?? []) {
    const casing = wordCasing(name);
    if (casing === undefined || casing === majority || casing === "mixed") continue;
    yield {
      pointer: property.pointer,
      message: `\`${name}\` is ${casing}, where most properties of this API are ${majority}.`,
      hint: `Write \`${inCasing(splitWords(name), majority)}\`.`,
    };
  }
}
