import type { Schema } from "./schema.ts";

type Content = Pick<Schema, "format" | "contentEncoding" | "contentMediaType">;

/** How text carries bytes, in one spelling: `byte` of 3.0 is base64, and `application/octet-stream` as it is of 3.1 is `binary`. */
export function contentOf({ format, contentEncoding, contentMediaType }: Content): Content {
  const encoding = contentEncoding?.toLowerCase();
  if (format === "byte") return { contentEncoding: encoding ?? "base64", ...(contentMediaType === undefined ? {} : { contentMediaType }) };
  if (contentMediaType?.toLowerCase() === "application/octet-stream" && encoding === undefined) return { format: format ?? "binary" };
  return {
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { contentEncoding: encoding }),
    ...(contentMediaType === undefined ? {} : { contentMediaType }),
  };
}
