import type { ServiceName, VersionName } from "@surety/model/names";
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

/** Everything that verbs need from outside. */
export interface Deps {
  readonly transact: Transact;
  /** Each call is a statement of its own, outside any transaction. */
  readonly repositories: Repositories;
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
  readonly demoDocuments: readonly DemoDocument[];
  /** What each organization may have; the defaults, when it is left out. */
  readonly quotas?: QuotaLimits;
}
