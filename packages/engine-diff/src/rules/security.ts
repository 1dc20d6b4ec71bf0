import type { Witness } from "@surety/model/changes";
import type { Json } from "@surety/model/json";
import type { Api, Operation, SecurityRequirement, SecurityScheme } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";
import type { Session } from "../session.ts";
import { concretePath } from "../side.ts";
import type { OperationPair } from "../side.ts";
import { compareSchemes, securitySchemeKinds } from "./security-schemes.ts";
import type { SchemeChange } from "./security-schemes.ts";

const tightened: Kind = {
  id: "security-tightened",
  title: "Credential no longer enough",
  why: "Clients that present what the old contract asked for are refused.",
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
  why: 'Tokens that were issued without the scope are refused. A scope that the old contract did not declare is in no token at all, so that is breaking. One that it declared but did not require is reported as safe, since clients could ask for it all along; a token without it is refused nevertheless, so raise the level where clients do not ask for all scopes: `"levels": { "security-scope-added": "risky" }` under `diff` in surety.json, `--level security-scope-added=risky`, or the policy of an environment. Where no contract lists the scopes (OpenID Connect, roles of other schemes) nobody can tell: risky.',
  hint: "Declare the scope first and grant it to existing clients; ask for it once they all have it. Raise the level of this kind where tokens are long-lived.",
};

export const securityKinds: readonly Kind[] = [tightened, loosened, scopeAdded, ...securitySchemeKinds];

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
  return requirements.map(({ schemes }) => {
    const credentials = new Map<string, { readonly name: string; readonly scopes: ReadonlySet<string> }>();
    for (const { name, scopes } of schemes) {
      const meaning = meaningOf(api, name);
      const known = credentials.get(meaning);
      credentials.set(meaning, { name: known?.name ?? name, scopes: new Set([...(known?.scopes ?? []), ...scopes]) });
    }
    return credentials;
  });
}

/** Whether the old contract told clients of the scopes that are asked for beyond those that they present. */
function newScopes(presented: Credentials, asked: Credentials, base: Api, revision: Api): "declared" | "new" | "untold" {
  const declared = (api: Api, name: string): ReadonlySet<string> =>
    new Set(api.securitySchemes.get(name)?.flows.flatMap(({ scopes }) => scopes));
  const answers = [...asked].flatMap(([meaning, { name, scopes }]) => {
    const own = presented.get(meaning);
    const [before, after] = [declared(base, own?.name ?? ""), declared(revision, name)];
    return [...scopes]
      .filter((scope) => own?.scopes.has(scope) !== true)
      .map((scope) => (before.has(scope) ? "declared" : before.size > 0 && after.has(scope) ? "new" : "untold"));
  });
  return answers.find((answer) => answer === "new") ?? answers.find((answer) => answer === "untold") ?? "declared";
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

interface Found {
  readonly kind: Kind;
  readonly level: "breaking" | "risky" | "safe";
  readonly first: OperationPair;
  readonly operations: string[];
  readonly message: string;
  readonly meaning: string;
  readonly undecided?: string;
  readonly failing: Credentials | null;
  /** Of the scheme, when that has changed. */
  readonly places?: readonly [string, string];
}

/** The same change of requirements in many operations is one finding. */
export class SecurityChanges {
  readonly #session: Session;
  readonly #found = new Map<string, Found>();

  constructor(session: Session) {
    this.#session = session;
  }

  add(pair: OperationPair): void {
    const [base, revision] = [this.#session.base.api, this.#session.revision.api];
    const before = alternatives(base, pair.base);
    const after = alternatives(revision, pair.revision);
    this.#addSchemes(pair, before, after);
    const [from, to] = [describe(before), describe(after)];
    if (from === to) return;
    const common = { meaning: `${from} → ${to}`, message: `The credentials that are enough change: ${from} → ${to}.` };
    const failing = before.filter((presented) => !after.some((asked) => isEnough(presented, asked, false)));
    const [first] = failing;
    if (first === undefined) this.#note(pair, { ...common, kind: loosened, level: "safe", failing: null });
    else if (failing.every((presented) => after.some((asked) => isEnough(presented, asked, true))))
      this.#note(pair, { ...common, kind: scopeAdded, ...this.#levelOfScopes(failing, after), failing: first });
    else this.#note(pair, { ...common, kind: tightened, level: "breaking", failing: first });
  }

  /** The level of the worst credentials, each under the alternative that is kindest to them. */
  #levelOfScopes(failing: readonly Credentials[], after: readonly Credentials[]): Pick<Found, "level" | "undecided"> {
    const [base, revision] = [this.#session.base.api, this.#session.revision.api];
    const answers = failing.map((presented) => {
      const ways = after.filter((asked) => isEnough(presented, asked, true)).map((asked) => newScopes(presented, asked, base, revision));
      return ways.includes("declared") ? "declared" : ways.includes("untold") ? "untold" : "new";
    });
    if (answers.includes("new")) return { level: "breaking" };
    if (answers.includes("untold"))
      return { level: "risky", undecided: "the contracts do not list the scopes, so nobody can tell which tokens have it" };
    return { level: "safe" };
  }

  #addSchemes(pair: OperationPair, before: readonly Credentials[], after: readonly Credentials[]): void {
    const [old, current] = [schemesOf(this.#session.base.api, before), schemesOf(this.#session.revision.api, after)];
    for (const [meaning, base] of old) {
      const revision = current.get(meaning);
      if (revision === undefined) continue;
      for (const change of this.#changesOf(base, revision))
        this.#note(pair, { ...change, level: "safe", failing: null, places: [base.pointer, revision.pointer] });
    }
  }

  readonly #compared = new Map<string, readonly SchemeChange[]>();

  #changesOf(base: SecurityScheme, revision: SecurityScheme): readonly SchemeChange[] {
    const key = `${base.pointer}\n${revision.pointer}`;
    const known = this.#compared.get(key) ?? [...compareSchemes(base, revision)];
    this.#compared.set(key, known);
    return known;
  }

  #note(first: OperationPair, found: Omit<Found, "first" | "operations">): void {
    const key = `${found.kind.id}\n${found.meaning}`;
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, { ...found, first, operations: [first.key] });
    else if (!known.operations.includes(first.key)) known.operations.push(first.key);
  }

  report(): void {
    for (const { first, failing, places, ...found } of this.#found.values()) {
      this.#session.report({
        ...found,
        direction: "request",
        coordinate: `${first.coordinate}#security`,
        witness: failing === null ? null : witnessOf(first, failing),
        base: places?.[0] ?? first.base.security[0]?.pointer ?? first.base.pointer,
        revision: places?.[1] ?? first.revision.security[0]?.pointer ?? first.revision.pointer,
      });
    }
  }
}

/** The schemes of credentials by what they are; of several alike the first. */
function schemesOf(api: Api, all: readonly Credentials[]): ReadonlyMap<string, SecurityScheme> {
  const schemes = new Map<string, SecurityScheme>();
  for (const [meaning, { name }] of all.flatMap((one) => [...one])) {
    const scheme = api.securitySchemes.get(name);
    if (scheme !== undefined && !schemes.has(meaning)) schemes.set(meaning, scheme);
  }
  return schemes;
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
