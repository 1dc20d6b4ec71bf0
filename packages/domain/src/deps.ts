import type { ServiceName, VersionName } from "@surety/model/names";
import type { OrganizationId } from "@surety/model/ids";
import type { Engines } from "./engines.ts";
import type { QuotaLimits } from "@surety/model/quotas";
import type { LiveBus } from "./live/live-bus.ts";
import type { IdTokenVerifier } from "./trusted-publishers/id-token-verifier.ts";
import type { Repositories } from "./repositories.ts";
import type { SecretBox } from "./secrets/secret-box.ts";
import type { JudgeUrl } from "./webhooks/judge-webhook-url.ts";

/** Runs `work` in one transaction: all of it is committed, or nothing. `tx` must not be used after it. */
export type Transact = <Result>(work: (tx: Repositories) => Promise<Result>) => Promise<Result>;

/** A document that the demo publishes; the first one of each service is deployed everywhere. */
export interface DemoDocument {
  readonly service: ServiceName;
  readonly title: string;
  readonly version: VersionName;
  readonly document: Uint8Array;
}

/** What is stored, of one organization or of all. */
export interface Store {
  readonly transact: Transact;
  /** Each call is a statement of its own, outside any transaction. */
  readonly repositories: Repositories;
}

/** The store of one organization: nothing of another one can be seen or written by it, whatever a statement says. */
export type StoreOf = (organizationId: OrganizationId) => Store;

/** Everything that verbs need from outside. */
export interface Deps extends Store {
  readonly engines: Engines;
  readonly live: LiveBus;
  /** Checks tokens of CI runs; without it none is taken. */
  readonly idTokens?: IdTokenVerifier;
  readonly clock: () => Date;
  /** Cryptographically secure. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly secrets: SecretBox;
  /** Whether webhooks may go to an address; without it there are none. */
  readonly judgeUrl?: JudgeUrl;
  /** Where links in mails lead: the public origin. Without it nobody is sent any. */
  readonly mail?: { readonly origin: string };
  readonly demoDocuments: readonly DemoDocument[];
  /** What each organization may have; the defaults, when it is left out. */
  readonly quotas?: QuotaLimits;
  /** Checks of all organizations that may wait for a worker before no more are taken; no limit, when it is 0 or left out. */
  readonly maxQueuedChecks?: number;
  /** What the organization that looks after the installation is called in addresses; the first that there was, when it is left out. */
  readonly operatorOrganization?: string;
}

/** The store in it is of all organizations; a verb has its caller's own instead. */
export interface VerbDeps extends Deps {
  readonly storeOf: StoreOf;
}
