import type { Api, Server } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
import type { Session } from "../session.ts";

const added: Kind = {
  id: "server-added",
  title: "Server added",
  why: "Clients keep using the address that they know.",
  hint: "Nothing to do: this breaks nobody.",
};

const removed: Kind = {
  id: "server-removed",
  title: "Server removed",
  why: "Clients that use this address may no longer reach the API.",
  example: { base: "servers: [{url: https://api.example.com/v1}]", revision: "servers: [{url: https://api.example.com/v2}]" },
  hint: "Keep the old address alive, or redirect from it (308).",
};

export const serverKinds: readonly Kind[] = [added, removed];

const normalize = (url: string): string => url.replace(/\/+$/, "").toLowerCase();

/** Servers of the whole API; addresses are compared as text. */
export function compareServers(session: Session): void {
  const report = (kind: Kind, level: "risky" | "safe", server: Server, api: Api): void =>
    session.report({
      kind,
      level,
      direction: "request",
      coordinate: `#servers.${normalize(server.url)}`,
      meaning: kind.id,
      message: `The server ${server.url} is ${kind === added ? "new" : "gone"}.`,
      operations: api.operations.map(({ key }) => key).sort(),
      witness: null,
      base: kind === added ? null : server.pointer,
      revision: kind === added ? server.pointer : null,
    });
  const [before, after] = [session.base.api.servers, session.revision.api.servers];
  for (const server of before)
    if (!after.some((other) => normalize(other.url) === normalize(server.url))) report(removed, "risky", server, session.base.api);
  for (const server of after)
    if (!before.some((other) => normalize(other.url) === normalize(server.url))) report(added, "safe", server, session.revision.api);
}
