import type { Claim } from "./claim.ts";

/** What says in words for people what the structural check of `spectral:oas` says in those of its schema. */
const CLEARER = /^surety-(?:document\/|info-complete$|documents-success$)/;

/** Without the findings of the structure where a clearer one stands at the same place. */
export function sayOnce(claims: readonly Claim[]): readonly Claim[] {
  const told = new Set(claims.filter(({ rule }) => CLEARER.test(rule)).map(({ report }) => report.pointer));
  return told.size === 0 ? claims : claims.filter(({ rule, report }) => !/^oas[23]-schema$/.test(rule) || !told.has(report.pointer));
}
