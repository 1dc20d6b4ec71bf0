import { createHash } from "node:crypto";
import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { type ExchangedToken, type ExchangeTokenInput, PUBLISHER_TOKEN_MINUTES } from "@surety/model/trusted-publishers";
import type { Deps } from "../deps.ts";
import { createSecret, hashSecret, prefixOf } from "../tokens/token-secret.ts";
import { type CiRun, ciRunOf } from "./ci-run.ts";
import { judgeRun, strictness } from "./judge-run.ts";
import type { MatchedPublisher } from "./trusted-publisher-repository.ts";

/** Gives a CI run a short-lived token for its own, by the strictest rule that lets it in. Each token is taken once. */
export async function exchangeToken(deps: Deps, { subjectToken, organization }: ExchangeTokenInput): Promise<ExchangedToken> {
  if (deps.idTokens === undefined) throw new SuretyError("id_token_refused", "This server takes no tokens of CI runs.");
  const idToken = await deps.idTokens.verify(subjectToken);
  const run = ciRunOf(idToken);
  if (run === null) throw new SuretyError("id_token_refused", "The token has neither the claims of GitHub Actions nor those of GitLab CI.");
  const known = await deps.repositories.trustedPublishers.findFor(idToken.issuer, run.repository);
  const rules = organization === undefined ? known : known.filter((rule) => rule.organization.slug === organization);
  const { publisher, organization: owner } = chooseRule(rules, run, idToken.issuer);
  const secret = createSecret(deps.randomBytes, "pat");
  const lifetimeMs = PUBLISHER_TOKEN_MINUTES * 60_000;
  const expiresAt = new Date(deps.clock().getTime() + lifetimeMs).toISOString();
  const digest = createHash("sha256")
    .update(JSON.stringify([idToken.issuer, idToken.jti]))
    .digest();
  const { scopes, services } = publisher;
  await deps.transact(async (tx) => {
    if (!(await tx.trustedPublishers.takeIdToken(digest, idToken.expiresAt)))
      throw new SuretyError("id_token_refused", "This token was exchanged before: each works once.");
    if (!(await tx.trustedPublishers.use(owner.id, publisher.id, run.repositoryId))) throw changed(publisher.repository);
    const name = `${run.name} (${run.ref})`.slice(0, 300);
    await tx.tokens.deleteExpired(owner.id);
    const token = await tx.tokens.insert(owner.id, {
      name,
      prefix: prefixOf(secret),
      hash: hashSecret(secret),
      scopes,
      services,
      publisherId: publisher.id,
      expiresAt,
    });
    const who: Caller = { type: "token", organizationId: owner.id, tokenId: token.id, name, scopes, services };
    await tx.audit.record(who, "token.exchanged", publisher.id, { after: { run: run.name, ref: run.ref, scopes, services, expiresAt } });
  });
  return {
    accessToken: secret,
    tokenType: "Bearer",
    expiresIn: lifetimeMs / 1000,
    expiresAt,
    scopes: [...scopes],
    services,
    organization: owner.slug,
  };
}

function chooseRule(rules: readonly MatchedPublisher[], run: CiRun, issuer: string): MatchedPublisher {
  const judged = rules.map((rule) => ({ rule, against: judgeRun(rule.publisher, run) }));
  const fitting = judged.filter(({ against }) => against === null).map(({ rule }) => rule);
  const [best] = fitting.toSorted((a, b) => strictness(b.publisher) - strictness(a.publisher));
  if (best === undefined) {
    const [first] = judged;
    const why = first === undefined ? "" : ` There is one, but ${first.against}.`;
    throw new SuretyError("no_trusted_publisher", `No rule lets ${run.name} (${run.ref}) of ${issuer} in.${why}`);
  }
  if (fitting.some(({ organization }) => organization.id !== best.organization.id)) {
    const detail = "is needed: rules of several organizations let this run in";
    throw new SuretyError("invalid_input", `/organization: ${detail}`, { errors: [{ pointer: "/organization", detail }] });
  }
  return best;
}

function changed(repository: string): SuretyError {
  return new SuretyError("no_trusted_publisher", `The rule is for another repository that was called ${repository} before.`);
}
