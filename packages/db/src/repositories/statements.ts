import type { Connection } from "../connection.ts";
import type { Narrowing } from "../narrowing.ts";
import { type ChangeStatements, prepareChanges } from "./changes.ts";
import { type OrganizationStatements, prepareOrganizations } from "./organizations.ts";
import { prepareStandings, type StandingStatements } from "./standings.ts";
import { prepareTokens, type TokenStatements } from "./tokens.ts";
import { prepareVerdicts, type VerdictStatements } from "./verdicts.ts";

/** Statements that are kept prepared, because they are asked for most. Each takes its scope by a parameter: all stores of a pool share them. */
export interface Statements {
  readonly changes: ChangeStatements;
  readonly organizations: OrganizationStatements;
  readonly standings: StandingStatements;
  readonly tokens: TokenStatements;
  readonly verdicts: VerdictStatements;
}

export function prepareStatements(connection: Connection, narrowed: Narrowing): Statements {
  return {
    changes: prepareChanges(connection, narrowed),
    organizations: prepareOrganizations(connection, narrowed),
    standings: prepareStandings(connection, narrowed),
    tokens: prepareTokens(connection, narrowed),
    verdicts: prepareVerdicts(connection, narrowed),
  };
}
