import type { Caller } from "@surety/model/callers";
import { TrustedPublisherId } from "@surety/model/ids";
import { type Page, Timestamp } from "@surety/model/pages";
import type { ListTrustedPublishersInput, TrustedPublisher } from "@surety/model/trusted-publishers";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { newestFirst } from "../pages/newest-first.ts";

const Key = z.object({ createdAt: Timestamp, id: TrustedPublisherId });

/** The organization's rules, the newest first. */
export async function listTrustedPublishers(deps: Deps, who: Caller, input: ListTrustedPublishersInput): Promise<Page<TrustedPublisher>> {
  requireScope(who, "admin");
  return newestFirst(input, Key, (query) => deps.repositories.trustedPublishers.list(who.organizationId, query));
}
