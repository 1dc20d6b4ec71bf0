import type { Witness } from "@surety/model/changes";
import type { Json } from "@surety/model/json";
import type { Api, Operation, SecurityRequirement } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
import type { Session } from "../session.ts";
import { concretePath } from "../side.ts";
import type { OperationPair } from "../side.ts";

const tightened: Kind = {
  id: "security-tightened",
  title: "Credential no longer enough",
  why: "Clients that present what the old contract asked for are refused.",
  example: { base: "security: [{}]", revision: "security: [{apiKey: []}]" },
  hint: "Keep accepting the old credentials as an alternative until every client has moved.",
};

const loosened: Kind = {
  id: "security-loosened",
  title: "Credential requirement loosened",
  why: "What clients present is still enough; other credentials, or none, are enough as well.",
  hint: "Nothing to do for clients. Check that the operation is meant to be more open.",
};

const scopeAdded: Kind = {
  id: "security-scope-added",
  title: "Scope added to a credential requirement",
  why: "Tokens that were issued without the scope may be refused, depending on how scopes are granted.",
  example: { base: "security: [{oauth: [orders:read]}]", revision: "security: [{oauth: [orders:read, orders:write]}]" },
  hint: "Grant the scope to existing clients before you ask for it. Raise the level of this kind where tokens are long-lived.",
};

export const securityKinds: readonly Kind[] = [tightened, loosened, scopeAdded];

/** What a client presents: schemes by what they are, not by their names in the document. */
type Credentials = ReadonlyMap<string, { readonly name: string; readonly scopes: ReadonlySet<string> }>;

function meaningOf(api: Api, name: string): string {
  const scheme = api.securitySchemes.get(name);
  if (scheme === undefined) return `unknown ${name}`;
  if (scheme.type === "apiKey")
    return `apiKey in ${scheme.in ?? ""} ${scheme.in === "header" ? scheme.parameterName?.toLowerCase() : scheme.parameterName}`;
  if (scheme.type === "http") return `http ${scheme.scheme ?? ""}`;
  return scheme.type;
}

function alternatives(api: Api, operation: Operation): readonly Credentials[] {
  const requirements: readonly SecurityRequirement[] = operation.security;
  if (requirements.length === 0) return [new Map()];
  return requirements.map(
    ({ schemes }) => new Map(schemes.map(({ name, scopes }) => [meaningOf(api, name), { name, scopes: new Set(scopes) }])),
  );
}

function isEnough(presented: Credentials, asked: Credentials, ignoreScopes: boolean): boolean {
  return [...asked].every(([meaning, { scopes }]) => {
    const own = presented.get(meaning);
    return own !== undefined && (ignoreScopes || [...scopes].every((scope) => own.scopes.has(scope)));
  });
}

const describe = (all: readonly Credentials[]): string =>
  all
    .map((one) =>
      one.size === 0
        ? "none"
        : [...one]
            .map(([meaning, { scopes }]) => (scopes.size === 0 ? meaning : `${meaning} (${[...scopes].sort().join(", ")})`))
            .sort()
            .join(" and "),
    )
    .sort()
    .join(" or ");

/** The same change of requirements in many operations is one finding. */
export class SecurityChanges {
  readonly #session: Session;
  readonly #found = new Map<
    string,
    {
      readonly kind: Kind;
      readonly level: "breaking" | "safe";
      readonly first: OperationPair;
      readonly operations: string[];
      readonly from: string;
      readonly to: string;
      readonly failing: Credentials | null;
    }
  >();

  constructor(session: Session) {
    this.#session = session;
  }

  add(pair: OperationPair): void {
    const before = alternatives(this.#session.base.api, pair.base);
    const after = alternatives(this.#session.revision.api, pair.revision);
    const [from, to] = [describe(before), describe(after)];
    if (from === to) return;
    const failing = before.filter((presented) => !after.some((asked) => isEnough(presented, asked, false)));
    const [first] = failing;
    if (first === undefined) this.#note(loosened, "safe", pair, { from, to, failing: null });
    else {
      const onlyScopes = failing.every((presented) => after.some((asked) => isEnough(presented, asked, true)));
      this.#note(onlyScopes ? scopeAdded : tightened, onlyScopes ? "safe" : "breaking", pair, { from, to, failing: first });
    }
  }

  #note(
    kind: Kind,
    level: "breaking" | "safe",
    first: OperationPair,
    { from, to, failing }: { readonly from: string; readonly to: string; readonly failing: Credentials | null },
  ): void {
    const key = `${kind.id}\n${from}\n${to}`;
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, { kind, level, first, operations: [first.key], from, to, failing });
    else if (!known.operations.includes(first.key)) known.operations.push(first.key);
  }

  report(): void {
    for (const { kind, level, first, operations, from, to, failing } of this.#found.values()) {
      this.#session.report({
        kind,
        level,
        direction: "request",
        coordinate: `${first.coordinate}#security`,
        meaning: `${from} → ${to}`,
        message: `The credentials that are enough change: ${from} → ${to}.`,
        operations,
        witness: failing === null ? null : witnessOf(first, failing),
        base: first.base.security[0]?.pointer ?? first.base.pointer,
        revision: first.revision.security[0]?.pointer ?? first.revision.pointer,
      });
    }
  }
}

function witnessOf({ base, swapped }: OperationPair, failing: Credentials): Witness {
  const path = swapped ? base.path : concretePath(base.path);
  const credentials: Json = [...failing].map(([meaning, { scopes }]): Json => ({ credential: meaning, scopes: [...scopes] }));
  return {
    subject: { part: "request", method: base.method, path },
    value: { method: base.method, path, credentials },
    mark: "/credentials",
    acceptedBy: "base",
    rejectedBy: "revision",
    explanation: "These credentials are enough under the base, and not under the revision.",
  };
}
