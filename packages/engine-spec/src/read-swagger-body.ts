import { joinPointer } from "@surety/model/pointer";
import type { MediaType, RequestBody } from "./api.ts";
import { normalizeMediaType } from "./normalize-media-type.ts";
import { once } from "./once.ts";
import type { LocatedObject, Reading } from "./reading.ts";
import type { Schema } from "./schema.ts";

/** Swagger 2.0's `body` parameter, or its `formData` parameters as one object, as a request body. */
export function readSwaggerBody(reading: Reading, operation: LocatedObject, pathItem: LocatedObject): RequestBody | undefined {
  const parameters = new Map<string, LocatedObject>();
  for (const holder of [pathItem, operation]) {
    for (const source of reading.items(holder, "parameters")) {
      const at = reading.follow(source, "A parameter");
      const place = at?.value["in"];
      if (at && place === "body") parameters.set("body", at);
      else if (at && place === "formData") parameters.set(`formData ${reading.text(at, "name") ?? ""}`, at);
    }
  }
  const body = parameters.get("body");
  if (body) return readBody(reading, body, operation);
  return parameters.size === 0 ? undefined : readForm(reading, [...parameters.values()], operation);
}

/** Media types of `consumes` or `produces`, of the operation or else of the root; anything when neither says. */
export function swaggerMediaTypes(reading: Reading, operation: LocatedObject, member: "consumes" | "produces"): readonly string[] {
  return once(reading.memos[member], operation.value, () => {
    const stated = reading.texts(operation, member) ?? reading.texts(reading.root, member) ?? [];
    return stated.length === 0 ? ["*/*"] : stated.map(normalizeMediaType);
  });
}

function readBody(reading: Reading, body: LocatedObject, operation: LocatedObject): RequestBody {
  const schema = reading.schema(body, "schema");
  const description = reading.text(body, "description");
  const content = swaggerMediaTypes(reading, operation, "consumes").map(
    (mediaType): MediaType => ({
      mediaType,
      schema: schema ?? { pointer: body.pointer },
      hasSchema: schema !== undefined,
      examples: [],
      pointer: body.pointer,
    }),
  );
  return {
    required: reading.flag(body, "required"),
    ...(description === undefined ? {} : { description }),
    content,
    pointer: body.pointer,
  };
}

function readForm(reading: Reading, fields: readonly LocatedObject[], operation: LocatedObject): RequestBody {
  const properties = new Map<string, Schema>();
  const required = new Set<string>();
  for (const field of fields) {
    const name = reading.text(field, "name");
    if (name === undefined) continue;
    properties.set(name, reading.parameterSchema(field));
    if (reading.flag(field, "required")) required.add(name);
  }
  const pointer = joinPointer(operation.pointer, "parameters");
  const schema: Schema = { pointer, types: new Set(["object"]), properties, ...(required.size > 0 ? { required } : {}) };
  const stated = swaggerMediaTypes(reading, operation, "consumes");
  const hasFile = fields.some((field) => field.value["type"] === "file");
  const forms = stated.filter((type) => type === "multipart/form-data" || (type === "application/x-www-form-urlencoded" && !hasFile));
  const mediaTypes = forms.length > 0 ? forms : [hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"];
  return {
    required: required.size > 0,
    content: mediaTypes.map((mediaType) => ({ mediaType, schema, hasSchema: true, examples: [], pointer })),
    pointer,
  };
}
