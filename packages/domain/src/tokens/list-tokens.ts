import type { Caller, ListTokensInput, Token } from "@surety/model/callers";
import { TokenId } from "@surety/model/ids";
import { Timestamp, type Page } from "@surety/model/pages";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { newestFirst } from "../pages/newest-first.ts";

const Key = z.object({ createdAt: Timestamp, id: TokenId });

/** The organization's tokens, the newest first, without their secrets. */
export async function listTokens(deps: Deps, who: Caller, input: ListTokensInput): Promise<Page<Token>> {
  requireScope(who, "admin");
  return newestFirst(input, Key, (query) => deps.repositories.tokens.list(who.organizationId, query));
}
