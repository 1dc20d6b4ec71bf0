import type { JudgeUrl } from "@surety/domain/webhooks/judge-webhook-url";
import { EgressError, type EgressErrorCode } from "@surety/egress/egress-error";
import type { EgressPolicy } from "@surety/egress/egress-policy";
import { judgeUrl } from "@surety/egress/judge-target";
import { resolveName } from "@surety/egress/resolve-name";

const RESOLVE_WITHIN_MS = 2_000;

/** Judges addresses that are kept, by the same policy as every connection later; it connects nowhere. */
export function createUrlJudge(policy: EgressPolicy, onDenied: (code: EgressErrorCode) => void): JudgeUrl {
  return async (url) => {
    try {
      await judgeUrl(url, { policy, resolve: resolveName, resolveWithinMs: RESOLVE_WITHIN_MS });
      return null;
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      onDenied(error.code);
      return { message: error.message, hint: error.hint };
    }
  };
}
