import { ROLE_SCOPES, Role, type Scope } from "@surety/model/callers";
import type { AnyProcedure, AnyRouter } from "@trpc/server";
import type { ApiMeta } from "./procedure.ts";

/** Who may call one procedure. */
export interface Permission {
  /** Its name in the router, for example `services.get`. */
  readonly procedure: string;
  /** Its address in REST; null when it has none. */
  readonly address: string | null;
  /** Null: anybody, without a credential. */
  readonly scope: Scope | null;
  /** Only for people who signed in, never for a token. */
  readonly membersOnly: boolean;
}

/**
 * The table of permissions: every procedure with the scope that it needs, in the router's order. Roles are sets of scopes
 * (`ROLE_SCOPES`), so this table and that one are all there is to know.
 * @throws Error for a procedure that names no scope.
 */
export function permissionsOf(router: AnyRouter): Permission[] {
  return Object.entries<AnyProcedure>(router._def.procedures).map(([procedure, { _def }]) => {
    // Invariant: procedures are only built by `procedure.ts`, whose meta is ApiMeta.
    const { openapi, rest, scope: own } = (_def.meta as ApiMeta | undefined) ?? {};
    const scope = rest === undefined ? own : rest.scope;
    if (scope === undefined) throw new Error(`${procedure} names no scope: add it to its meta`);
    const address = openapi === undefined ? null : `${openapi.method} ${openapi.path}`;
    return { procedure, address, scope, membersOnly: rest?.membersOnly === true };
  });
}

/** The roles whose members may do it. */
export function rolesFor({ scope }: Pick<Permission, "scope">): Role[] {
  return Role.options.filter((role) => scope === null || ROLE_SCOPES[role].includes(scope));
}
