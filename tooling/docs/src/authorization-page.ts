import { permissionsOf } from "@surety/api/authorization";
import { OPEN_ADDRESSES } from "@surety/api/open-addresses";
import { appRouter } from "@surety/api/router";
import { grantedScopes, Role, ROLE_SCOPES, Scope } from "@surety/model/callers";

const YES = "✓";

/** docs/authorization.md: who may do what, as the server decides it. */
export function authorizationPage(): string {
  return `# Who may do what

A credential is a person who signed in, whose role in the organization is a set of scopes, or a [token](trusted-publishers.md), which has the scopes that it was made with. Every call needs exactly one scope. These two tables are all that decides; this page is written from them, and [a test](../apps/server/tests/authorization.test.ts) calls every operation with every role and every scope, by REST and by tRPC, and compares.

## Roles

${table(
  ["Role", ...Scope.options.map(code)],
  Role.options.map((role) => [role, ...Scope.options.map((scope) => (ROLE_SCOPES[role].includes(scope) ? YES : ""))]),
)}

Beyond scopes:

- Only owners who signed in make, change or remove owners, and an organization keeps one at every moment.
- A token has no scope that its maker lacks${implied()}
- A token can be limited to services: it reads everything, and changes these alone.
- What belongs to another organization is answered with 404, as if it were not there.
- \`operations.getInstallation\` tells of processes, the database and what waits of all organizations together: it is for the one organization that operates the installation, by its \`admin\` scope. That is the first one that there was, or the one that \`SURETY_OPERATOR_ORGANIZATION\` names. Others get \`forbidden\`, and see their own queues and failed checks alone.

## Operations

${table(
  ["Operation", "Address", "Needs"],
  permissionsOf(appRouter).map(({ procedure, address, scope, membersOnly }) => [
    code(procedure),
    address === null ? "tRPC alone" : code(address),
    scope === null ? "nothing: it is how a CI run gets a credential" : `${code(scope)}${membersOnly ? ", and a person" : ""}`,
  ]),
)}

## Open addresses

What else the server answers at, without a scope:

${table(
  ["Address", "Why"],
  Object.entries(OPEN_ADDRESSES).map(([address, why]) => [code(address), why]),
)}
`;
}

function implied(): string {
  const more = Scope.options.flatMap((scope) => {
    const others = grantedScopes([scope]).filter((granted) => granted !== scope);
    return others.map((other) => `${code(scope)} brings ${code(other)}`);
  });
  return more.length === 0 ? "." : `; ${more.join(", ")}.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
