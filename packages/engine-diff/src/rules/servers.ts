import type { Server } from "@surety/engine-spec/api";
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

/** A server that some operations gain or lose. */
interface Move {
  readonly server: Server;
  readonly operations: string[];
}

/** Servers of each operation, wherever they are stated: of all, of the path or of the operation. Addresses are compared as text. */
export function compareServers(session: Session): void {
  const { base, revision } = session;
  const after = new Map(revision.api.operations.map((operation) => [operation.key, operation.servers]));
  const pairs = base.api.operations.flatMap(({ key, servers }) => {
    const current = after.get(key);
    return current === undefined ? [] : [{ operations: [key], before: servers, after: current }];
  });
  if (pairs.length === 0) pairs.push({ operations: [], before: base.api.servers, after: revision.api.servers });
  const [lost, gained] = [new Map<string, Move>(), new Map<string, Move>()];
  for (const pair of pairs) {
    collect(lost, pair.before, pair.after, pair.operations);
    collect(gained, pair.after, pair.before, pair.operations);
  }
  for (const [address, move] of lost) report(session, removed, address, move);
  for (const [address, move] of gained) report(session, added, address, move);
}

/** Adds to `moves` the servers that are here and not there. */
function collect(moves: Map<string, Move>, here: readonly Server[], there: readonly Server[], operations: readonly string[]): void {
  if (here === there) return;
  const known = new Set(there.map(({ url }) => normalize(url)));
  for (const server of here) {
    const address = normalize(server.url);
    if (known.has(address)) continue;
    const move = moves.get(address) ?? { server, operations: [] };
    moves.set(address, move);
    move.operations.push(...operations.filter((key) => move.operations.at(-1) !== key));
  }
}

function report(session: Session, kind: Kind, address: string, { server, operations }: Move): void {
  session.report({
    kind,
    level: kind === added ? "safe" : "risky",
    direction: "request",
    coordinate: `#servers.${address}`,
    meaning: kind.id,
    message: `The server ${server.url} is ${kind === added ? "new" : "gone"}.`,
    operations: operations.sort(),
    witness: null,
    base: kind === added ? null : server.pointer,
    revision: kind === added ? server.pointer : null,
  });
}
