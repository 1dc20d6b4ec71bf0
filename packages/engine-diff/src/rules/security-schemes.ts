import type { SecurityScheme } from "@surety/engine-spec/api";
import type { Kind } from "../kind.ts";

const flowAdded: Kind = {
  id: "security-flow-added",
  title: "OAuth flow added",
  why: "Clients keep fetching their tokens as they did.",
  hint: "Nothing to do: this breaks nobody.",
  category: "all",
};

const flowRemoved: Kind = {
  id: "security-flow-removed",
  title: "OAuth flow removed",
  why: "Tokens stay valid, but clients that fetch theirs by this flow get no new ones.",
  hint: "Keep the flow until every client has moved to another.",
  category: "all",
  fullLevel: "risky",
};

const addressChanged: Kind = {
  id: "security-address-changed",
  title: "Address of an authorization server changed",
  why: "The API takes the same tokens, but clients that have the address in their configuration no longer get any once the old one is shut down.",
  hint: "Keep the old address answering, or redirecting, until every client has moved.",
  category: "all",
  fullLevel: "risky",
};

const scopeReworded: Kind = {
  id: "security-scope-reworded",
  title: "Description of a scope changed",
  why: "Requests stay the same; people who are asked for consent may be told something else.",
  hint: "Nothing to do for clients. Ask for consent again when the scope allows more than it was said to.",
  category: "all",
};

export const securitySchemeKinds: readonly Kind[] = [flowAdded, flowRemoved, addressChanged, scopeReworded];

export interface SchemeChange {
  readonly kind: Kind;
  readonly meaning: string;
  readonly message: string;
}

/** How a credential is fetched: where from, by which flow, under which words. What an operation asks for stays the same. */
export function* compareSchemes(base: SecurityScheme, revision: SecurityScheme): Generator<SchemeChange, void> {
  yield* compareAddress("OpenID Connect address", base.openIdConnectUrl, revision.openIdConnectUrl);
  const names = new Set([...base.flows, ...revision.flows].map(({ flow }) => flow));
  for (const flow of [...names].sort()) {
    const [old, current] = [base, revision].map(({ flows }) => flows.find((other) => other.flow === flow));
    if (old === undefined) yield { kind: flowAdded, meaning: flow, message: `The OAuth flow ${flow} is new.` };
    else if (current === undefined) yield { kind: flowRemoved, meaning: flow, message: `The OAuth flow ${flow} is gone.` };
    else {
      yield* compareAddress(`authorization address of the OAuth flow ${flow}`, old.authorizationUrl, current.authorizationUrl);
      yield* compareAddress(`token address of the OAuth flow ${flow}`, old.tokenUrl, current.tokenUrl);
      yield* compareAddress(`refresh address of the OAuth flow ${flow}`, old.refreshUrl, current.refreshUrl);
      for (const [scope, text] of current.descriptions ?? []) {
        const before = old.descriptions?.get(scope);
        if (before === undefined || before.trim() === text.trim()) continue;
        yield { kind: scopeReworded, meaning: `${flow} ${scope}`, message: `The scope ${scope} is described in other words.` };
      }
    }
  }
}

function* compareAddress(what: string, from: string | undefined, to: string | undefined): Generator<SchemeChange, void> {
  if (from === to) return;
  const change = `${from ?? "none"} → ${to ?? "none"}`;
  yield { kind: addressChanged, meaning: `${what}: ${change}`, message: `The ${what} changes: ${change}.` };
}
