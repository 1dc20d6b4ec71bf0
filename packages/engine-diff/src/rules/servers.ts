import type { Server, ServerVariable } from "@surety/engine-spec/api";
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
  hint: "Keep the old address alive, or redirect from it (308).",
};

const variableNarrowed: Kind = {
  id: "server-variable-narrowed",
  title: "Values of a server variable removed",
  why: "Clients that use an address with one of the values may no longer reach the API.",
  hint: "Keep the addresses alive, or redirect from them (308).",
};

const variableWidened: Kind = {
  id: "server-variable-widened",
  title: "Values of a server variable added",
  why: "Clients keep using the address that they know.",
  hint: "Nothing to do: this breaks nobody.",
};

const defaultChanged: Kind = {
  id: "server-variable-default-changed",
  title: "Default of a server variable changed",
  why: "Clients that do not choose a value are sent to another address: to other data, or to none of theirs.",
  hint: "Keep the default, and let clients choose the new value.",
};

export const serverKinds: readonly Kind[] = [added, removed, variableNarrowed, variableWidened, defaultChanged];

/** The scheme and the host are compared without case, the names of variables not at all. */
const normalize = (url: string): string =>
  url
    .replace(/\/+$/, "")
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*|^\/\/[^/]*/i, (start) => start.toLowerCase())
    .replace(/\{[^{}]*\}/g, "{}");

interface ServerChange {
  readonly kind: Kind;
  readonly level: "risky" | "safe";
  /** The address, and the variable. */
  readonly place: string;
  readonly meaning: string;
  readonly message: string;
  readonly base: Server | null;
  readonly revision: Server | null;
}

/** Servers of each operation, wherever they are stated: of all, of the path or of the operation. The same change for many operations is one finding. */
export function compareServers(session: Session): void {
  const { base, revision } = session;
  const after = new Map(revision.api.operations.map((operation) => [operation.key, operation.servers]));
  const pairs = base.api.operations.flatMap(({ key, servers }) => {
    const current = after.get(key);
    return current === undefined ? [] : [{ operations: [key], before: servers, after: current }];
  });
  if (pairs.length === 0) pairs.push({ operations: [], before: base.api.servers, after: revision.api.servers });
  const found = new Map<string, { readonly change: ServerChange; readonly operations: Set<string> }>();
  const compared = new Map<readonly Server[], Map<readonly Server[], readonly ServerChange[]>>();
  for (const pair of pairs) {
    const known = compared.get(pair.before) ?? new Map<readonly Server[], readonly ServerChange[]>();
    compared.set(pair.before, known);
    const changes = known.get(pair.after) ?? [...compareLists(pair.before, pair.after)];
    known.set(pair.after, changes);
    for (const change of changes) {
      const key = `${change.kind.id}\n${change.place}\n${change.meaning}`;
      const finding = found.get(key) ?? { change, operations: new Set() };
      found.set(key, finding);
      for (const operation of pair.operations) finding.operations.add(operation);
    }
  }
  for (const { change, operations } of found.values()) {
    const { place, ...rest } = change;
    session.report({
      ...rest,
      direction: "request",
      coordinate: `#servers.${place}`,
      operations: [...operations].sort(),
      witness: null,
      base: change.base?.pointer ?? null,
      revision: change.revision?.pointer ?? null,
    });
  }
}

function* compareLists(before: readonly Server[], after: readonly Server[]): Generator<ServerChange, void> {
  if (before === after) return;
  const twinOf = (servers: readonly Server[], { url }: Server): Server | undefined =>
    servers.find((other) => normalize(other.url) === normalize(url));
  const whole = (kind: Kind, { url }: Server): Pick<ServerChange, "kind" | "place" | "meaning" | "message"> => ({
    kind,
    place: normalize(url),
    meaning: kind.id,
    message: `The server ${url} is ${kind === added ? "new" : "gone"}.`,
  });
  for (const server of before) {
    const twin = twinOf(after, server);
    if (twin !== undefined) {
      for (const { name, ...change } of compareVariables(server, twin))
        yield { ...change, place: `${normalize(server.url)}.${name}`, base: server, revision: twin };
    } else if (!after.some((other) => reaches(other, defaultAddress(server))))
      yield { ...whole(removed, server), level: "risky", base: server, revision: null };
  }
  for (const server of after)
    if (twinOf(before, server) === undefined) yield { ...whole(added, server), level: "safe", base: null, revision: server };
}

interface VariableChange {
  readonly kind: Kind;
  readonly level: "risky" | "safe";
  readonly name: string;
  readonly meaning: string;
  readonly message: string;
}

/** Variables by their position in the address. */
function* compareVariables(base: Server, revision: Server): Generator<VariableChange, void> {
  const [before, after] = [variablesOf(base), variablesOf(revision)];
  for (const [index, { name, variable: old }] of before.entries()) {
    const current = after[index]?.variable ?? {};
    const what = `The server variable "${name}" of ${base.url}`;
    if (old.default !== current.default) {
      const change = `${old.default ?? "none"} → ${current.default ?? "none"}`;
      yield { kind: defaultChanged, level: "risky", name, meaning: change, message: `${what} has another default: ${change}.` };
    }
    const gone = current.enum === undefined ? [] : (old.enum ?? []).filter((value) => current.enum?.includes(value) !== true);
    const fresh = old.enum === undefined ? [] : (current.enum ?? []).filter((value) => old.enum?.includes(value) !== true);
    if (gone.length > 0)
      yield { kind: variableNarrowed, level: "risky", name, meaning: gone.sort().join(), message: `${what} loses ${gone.join(", ")}.` };
    if (old.enum === undefined && current.enum !== undefined)
      yield {
        kind: variableNarrowed,
        level: "risky",
        name,
        meaning: "listed",
        message: `${what} is limited to ${current.enum.join(", ")}.`,
      };
    if (fresh.length > 0)
      yield { kind: variableWidened, level: "safe", name, meaning: fresh.sort().join(), message: `${what} gains ${fresh.join(", ")}.` };
    if (old.enum !== undefined && current.enum === undefined)
      yield { kind: variableWidened, level: "safe", name, meaning: "any", message: `${what} is no longer limited.` };
  }
}

function variablesOf({ url, variables }: Server): readonly { readonly name: string; readonly variable: ServerVariable }[] {
  return [...url.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => ({ name, variable: variables?.get(name) ?? {} }));
}

/** The address of clients that choose nothing. */
function defaultAddress({ url, variables }: Server): string {
  return normalize(url.replace(/\{([^{}]*)\}/g, (whole, name: string) => variables?.get(name)?.default ?? whole));
}

/** Whether some values of the variables give the address. */
function reaches({ url, variables }: Server, address: string): boolean {
  if (url.length > 2000 || address.length > 2000) return false;
  const names: string[] = [];
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const parts = url
    .replace(/\/+$/, "")
    .split(/\{([^{}]*)\}/g)
    .map((part, index) => {
      if (index % 2 === 0) return literal(part);
      names.push(part);
      const values = variables?.get(part)?.enum;
      return values === undefined ? "[^/{}]+" : `(?:${values.map(literal).join("|")})`;
    });
  return names.length > 0 && names.length <= 4 && new RegExp(`^${parts.join("")}$`, "i").test(address);
}
