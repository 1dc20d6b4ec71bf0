/** A member that matches a pattern, or does not. */
export const matches = (field: string | undefined, options: { match?: string; notMatch?: string }) => ({
  ...(field === undefined ? {} : { field }),
  function: "pattern",
  functionOptions: options,
});
/** A member that is there and says something. */
export const isTruthy = (field: string) => ({ field, function: "truthy" });
/** A member that is a list with entries. */
export const isList = (field: string, items?: string) => ({
  field,
  function: "schema",
  functionOptions: {
    dialect: "draft7",
    schema: { type: "array", minItems: 1, ...(items === undefined ? {} : { items: { type: items } }) },
  },
});
