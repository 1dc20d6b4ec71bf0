/** Rules whose fixes look at nothing but the place itself: they mend files that a contract refers to as well. */
export const LOCAL_FIXES: ReadonlySet<string> = new Set([
  "array-items",
  "duplicated-entry-in-enum",
  "no-$ref-siblings",
  "oas2-schema",
  "oas3-schema",
  "oas3_2-no-deprecated-xml-attribute",
  "operation-parameters",
  "surety-document/duplicate-parameter",
  "surety-no-content-is-empty",
]);
