import type { Placeholder, SQL } from "drizzle-orm";
import { type Scope, seeing } from "./scope.ts";

/** How a statement that is kept prepared comes by its scope. */
export type Narrowing = <Value>(scope: Scope | Placeholder, value: SQL<Value>) => SQL<Value>;

/** For statements that are sent by themselves. */
export const byItself: Narrowing = seeing;
/** For statements in a transaction, which has a scope. */
export const byTransaction: Narrowing = (_, value) => value;
