import { z } from "zod";
import { Scope } from "./callers.ts";
import { TrustedPublisherId } from "./ids.ts";
import { ServiceName } from "./names.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";

/** Whose CI it is: it says which claims of a run's token are compared. */
export const CiProvider = z.enum(["github", "gitlab"]);
export type CiProvider = z.infer<typeof CiProvider>;
/** Where each provider issues tokens, unless a rule names an issuer of one's own. */
export const CI_ISSUERS: Readonly<Record<CiProvider, string>> = {
  github: "https://token.actions.githubusercontent.com",
  gitlab: "https://gitlab.com",
};

/** What a trusted publisher may hold: nothing that manages people and credentials. */
export const PublisherScope = Scope.exclude(["admin"]);
export type PublisherScope = z.infer<typeof PublisherScope>;

const pattern = (what: string) =>
  z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^\s*]+\*?$/, { error: `${what}, without spaces; a * may stand at its end alone` });

const rule = {
  provider: CiProvider,
  issuer: z
    .url({ protocol: /^https?$/, error: "the address of an issuer, such as https://gitlab.example.com" })
    .max(300)
    .describe("who signs the tokens of runs; the server only takes issuers that its administrator lists"),
  repository: z
    .string()
    .max(255)
    .regex(/^[\w.-]+(\/[\w.-]+)+$/, { error: "a repository or project with its owner, such as acme/orders" })
    .describe("the repository or project, with its owner, such as `acme/orders`"),
  ref: pattern("a branch or tag")
    .nullable()
    .describe("the git ref that the run is for, such as `refs/heads/main` or `refs/tags/v*`; null: any"),
  environment: z.string().min(1).max(255).nullable().describe("the deployment environment of the CI job; null: any, and none"),
  workflow: pattern("a file")
    .nullable()
    .describe("the file that defines the run, such as `.github/workflows/release.yml` or `.gitlab-ci.yml`; null: any"),
  scopes: z.array(PublisherScope).min(1).max(8).describe("what its tokens may do"),
  services: z.array(ServiceName).min(1).max(50).nullable().describe("the only services that its tokens may change; null: all"),
};

/** A rule that lets runs of one repository's CI have a short-lived token, without any secret being stored there. */
export const TrustedPublisher = z.object({
  id: TrustedPublisherId,
  ...rule,
  repositoryId: z
    .string()
    .nullable()
    .describe("the provider's id of the repository, kept at the first run: another one under the same name is refused"),
  createdAt: Timestamp,
  lastUsedAt: Timestamp.nullable(),
});
export type TrustedPublisher = z.infer<typeof TrustedPublisher>;

export const CreateTrustedPublisherInput = z.strictObject({
  ...rule,
  issuer: rule.issuer.optional(),
  ref: rule.ref.default(null),
  environment: rule.environment.default(null),
  workflow: rule.workflow.default(null),
  services: rule.services.default(null),
});
export type CreateTrustedPublisherInput = z.infer<typeof CreateTrustedPublisherInput>;
export const GetTrustedPublisherInput = z.strictObject({ publisher: TrustedPublisherId });
export type GetTrustedPublisherInput = z.infer<typeof GetTrustedPublisherInput>;
export const ListTrustedPublishersInput = PageInput;
export type ListTrustedPublishersInput = PageInput;
export const TrustedPublisherPage = pageOf(TrustedPublisher);

/** How long a token of a CI run works. */
export const PUBLISHER_TOKEN_MINUTES = 30;

export const ExchangeTokenInput = z.strictObject({
  subjectToken: z
    .string()
    .min(20)
    .max(16_384)
    .describe("the OpenID Connect token of the CI run, with the server's address as its audience"),
  organization: z.string().min(1).max(100).optional().describe("the slug of the organization; needed when rules of several let the run in"),
});
export type ExchangeTokenInput = z.infer<typeof ExchangeTokenInput>;
export const ExchangedToken = z.object({
  accessToken: z.string().describe("an API token, shown this once"),
  tokenType: z.literal("Bearer"),
  expiresIn: z.int().describe("seconds until it stops working"),
  expiresAt: Timestamp,
  scopes: z.array(Scope),
  services: z.array(ServiceName).nullable(),
  organization: z.string().describe("the slug of the organization that it belongs to"),
});
export type ExchangedToken = z.infer<typeof ExchangedToken>;
