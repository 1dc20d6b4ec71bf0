/** What each group of operations is about, in the order in which documentation shows them. */
export const TAGS: readonly { readonly name: string; readonly description: string }[] = [
  { name: "services", description: "A service has an API (provider), calls one (consumer), or both." },
  { name: "versions", description: "A version is a named, immutable contract of a service. Publishing one starts its checks." },
  { name: "verdicts", description: "May this version enter this environment? Yes, no or unknown, with typed reasons and their fixes." },
  { name: "environments", description: "Where versions are deployed, in their order, each with a policy." },
  { name: "deployments", description: "Which versions run in an environment now, and which did." },
  { name: "checks", description: "Work on a version: `lint` applies design rules, `diff` compares with what is deployed." },
  { name: "rulesets", description: "Design rules under names of their own, in versions, for an organization and for its services." },
  { name: "lint-previews", description: "What a ruleset would find, before it is stored." },
  { name: "contracts", description: "Documents by the digest of their bytes: they never change." },
  { name: "diffs", description: "Every change from one contract to another, each breaking one with a witness that proves it." },
  { name: "exceptions", description: "Changes and findings that somebody answers for, each until a day." },
  { name: "tokens", description: "Credentials for CI and other programs, with scopes and an expiry." },
  { name: "audit", description: "Who has changed what, from where, and how it was before. Entries are never changed." },
  { name: "session", description: "Who the credential belongs to." },
  { name: "demo", description: "Example services, to look around with." },
];
