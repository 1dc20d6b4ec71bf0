import { isIP } from "node:net";
import type { AddressKind } from "./address-kind.ts";
import { EgressError } from "./egress-error.ts";
import { type EgressPolicy, judgeAddress, judgePort } from "./egress-policy.ts";
import { readTarget, type Target } from "./read-target.ts";
import type { Resolve } from "./resolve-name.ts";
import { shownUrl } from "./shown-url.ts";

const MAX_ADDRESSES = 32;

export interface Judging {
  readonly policy: EgressPolicy;
  readonly resolve: Resolve;
  readonly resolveWithinMs: number;
}

export interface Judged {
  /** All that the host resolves to; each passed. */
  readonly addresses: readonly string[];
  /** What they are; when some are not public, of which kind the first of those is. */
  readonly kind: AddressKind;
}

/** Judges an address as a user wrote it, without connecting: for forms that keep one. @throws EgressError */
export async function judgeUrl(text: string, judging: Judging): Promise<Judged> {
  return judgeTarget(readTarget(text), judging);
}

/** Resolves a target's host and judges every answer. @throws EgressError when there is none, or when any is refused. */
export async function judgeTarget(target: Target, { policy, resolve, resolveWithinMs }: Judging): Promise<Judged> {
  judgePort(policy, target);
  const addresses = isIP(target.host) === 0 ? await resolved(target, resolve, resolveWithinMs) : [target.host];
  const kinds: AddressKind[] = [];
  for (const address of addresses) kinds.push(await judgeAddress(policy, target, address, resolve));
  return { addresses, kind: kinds.find((kind) => kind !== "public") ?? "public" };
}

async function resolved({ host, url }: Target, resolve: Resolve, withinMs: number): Promise<readonly string[]> {
  const hint = "Check the host's name, and that this machine can resolve it.";
  const refused = (what: string, cause?: unknown): EgressError =>
    new EgressError("name_unresolved", `${shownUrl(url.href)} cannot be reached: ${what}.`, { hint, cause });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(refused(`the name ${host} was not resolved within ${withinMs / 1000} s`)), withinMs);
  });
  try {
    const addresses = await Promise.race([resolve(host), late]);
    if (addresses.length === 0) throw refused(`${host} has no address`);
    if (addresses.length > MAX_ADDRESSES) throw refused(`${host} has more than ${MAX_ADDRESSES} addresses`);
    return addresses;
  } catch (cause) {
    throw cause instanceof EgressError ? cause : refused(`there is no host ${host}`, cause);
  } finally {
    clearTimeout(timer);
  }
}
