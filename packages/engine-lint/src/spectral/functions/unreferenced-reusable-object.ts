import { splitPointer } from "@surety/model/pointer";
import { z } from "zod";
import { checkOptions } from "./options.ts";
import type { RuleFunction } from "./rule-function.ts";

const Location = z.strictObject({
  reusableObjectsLocation: z.string().regex(/^#(?:\/.*)?$/, "is a JSON Pointer such as #/components/schemas"),
});

/** Members of a place that no reference names. */
export const unreferencedReusableObject: RuleFunction = {
  name: "unreferencedReusableObject",
  check: checkOptions("unreferencedReusableObject", Location, '{ "reusableObjectsLocation": "#/components/schemas" }'),
  run(value, options, { document }) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const location = String(options["reusableObjectsLocation"]);
    const path = splitPointer(location.slice(1));
    return Object.keys(value)
      .filter((name) => !document.named.has(`${location}/${name}`))
      .map((name) => ({ message: "Potential orphaned reusable object has been detected", path: [...path, name] }));
  },
};
