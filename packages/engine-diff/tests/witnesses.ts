import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Change } from "@surety/model/changes";
import type { Json } from "@surety/model/json";
import type { Contract } from "@surety/engine-spec/contract";
import type { Operation } from "@surety/engine-spec/api";
import type { Schema } from "@surety/engine-spec/schema";
import { toJsonSchema } from "@surety/engine-schema/to-json-schema";
import { matchMediaTypes } from "../src/media-types.ts";
import { TextReading } from "../src/textual.ts";

let count = 0;

/** Patterns that only compile without Unicode mode are refused by both validators, so they are left out. */
function withoutLegacyPatterns(this: unknown, key: string, value: unknown): unknown {
  if (key !== "pattern" || typeof value !== "string") return value;
  try {
    new RegExp(value, "u");
    return value;
  } catch {
    return undefined;
  }
}

/** ajv with formats, and hyperjump without: formats are annotations there. */
async function verdicts(
  schema: Schema,
  value: Json,
  direction: Change["direction"],
  lenient: boolean,
): Promise<{ readonly ajv: boolean; readonly hyperjump: boolean }> {
  const view = { direction, lenient, assertFormats: true };
  const text = JSON.parse(JSON.stringify(toJsonSchema(schema, view)), withoutLegacyPatterns);
  const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 9, logger: false });
  addFormats.default(ajv);
  count += 1;
  const uri = `https://witness.test/${count}`;
  registerSchema(text === true ? {} : text === false ? { not: {} } : text, uri, "https://json-schema.org/draft/2020-12/schema");
  const plain = JSON.parse(JSON.stringify(value));
  const compiled = await validate(uri);
  unregisterSchema(uri);
  return { ajv: ajv.validate(text, plain), hyperjump: compiled(plain).valid };
}

/** Where in an operation the subject of a schema witness is described. */
function schemaOf(operation: Operation, { subject }: NonNullable<Change["witness"]>, coordinate: string): Schema | undefined {
  if (subject.part === "parameter") {
    const wanted = /#path\.(\d+)/.exec(coordinate);
    const names = [...operation.path.matchAll(/\{([^{}/]*)\}/g)].map((match) => match[1]);
    return operation.parameters.find((parameter) =>
      wanted
        ? parameter.in === "path" && names.indexOf(parameter.name) === Number(wanted[1])
        : parameter.in === subject.in && parameter.name.toLowerCase() === subject.name.toLowerCase(),
    )?.schema;
  }
  if (subject.part === "request-body")
    return operation.requestBody?.content.find((media) => matches(media.mediaType, subject.mediaType))?.schema;
  if (subject.part !== "response-body" && subject.part !== "response-header") return undefined;
  const range = `${subject.status.charAt(0)}XX`;
  const response = [subject.status, range, "default"]
    .map((status) => operation.responses.find((other) => other.status === status))
    .find((found) => found !== undefined);
  if (subject.part === "response-header")
    return response?.headers.find((header) => header.name.toLowerCase() === subject.name.toLowerCase())?.schema;
  return response?.content.find((media) => matches(media.mediaType, subject.mediaType))?.schema;
}

const matches = (left: string, right: string): boolean => {
  const media = (mediaType: string) => ({ mediaType, schema: { pointer: "" }, hasSchema: true, examples: [], pointer: "" });
  return (
    matchMediaTypes([media(left)], [media(right)], true).matched.length > 0 ||
    matchMediaTypes([media(right)], [media(left)], true).matched.length > 0
  );
};

/** What is wrong with the witness of a change, by two validators that know nothing of the engine; null when it proves the change. */
export async function refute(change: Change, base: Contract, revision: Contract): Promise<string | null> {
  const { witness } = change;
  if (witness === null) return "no witness";
  if (["request", "response"].includes(witness.subject.part)) return null;
  const sides = { base, revision };
  const pick = (contract: Contract): Schema | undefined => {
    const [key = ""] = change.coordinate.split("#");
    const operation = [...contract.api.operations, ...contract.api.webhooks].find((other) => other.key === key);
    return operation === undefined ? undefined : schemaOf(operation, witness, change.coordinate);
  };
  const [accepting, rejecting] = [pick(sides[witness.acceptedBy]), pick(sides[witness.rejectedBy])];
  if (accepting === undefined || rejecting === undefined)
    return change.coordinate.includes("#callback.") ? null : "the witness's place was not found";
  const asText =
    witness.subject.part === "parameter" ||
    witness.subject.part === "response-header" ||
    (witness.subject.part === "request-body" && /form/.test(witness.subject.mediaType));
  const reader = asText ? new TextReading().of(rejecting) : rejecting;
  const accepted = await verdicts(accepting, witness.value, change.direction, false);
  const rejected = await verdicts(reader, witness.value, change.direction, change.direction === "response");
  if (!accepted.ajv || !accepted.hyperjump) return `not accepted: ${JSON.stringify(accepted)}`;
  const onlyFormat = change.kind.includes("-format-");
  return rejected.ajv || (rejected.hyperjump && !onlyFormat) ? `not rejected: ${JSON.stringify(rejected)}` : null;
}
