/** Part of a filter: the object looks like a schema, in any of its forms. */
export const HAS_SCHEMA_KEYWORD = "(@.enum || @.type || @.format || @.$ref || @.properties || @.items)";
