/** The input fields that are preconditions in REST, with the names of their headers (RFC 9110, section 13.1). */
export const IF_MATCH = { ifMatch: "if-match" } as const;
export const CONDITIONS = { ...IF_MATCH, ifNoneMatch: "if-none-match" } as const;
