import { isIP } from "node:net";
import { callbackify } from "node:util";
import { buildConnector } from "undici";
import type { AddressKind } from "./address-kind.ts";
import { EgressError } from "./egress-error.ts";
import { type EgressPolicy, judgeAddress, judgePort } from "./egress-policy.ts";
import { openTunnel } from "./open-tunnel.ts";
import type { Target } from "./read-target.ts";
import type { Resolve } from "./resolve-name.ts";
import { shownUrl } from "./shown-url.ts";

const CONNECT_WITHIN_MS = 10_000;
/** While there are other addresses to try. */
const TRY_WITHIN_MS = 3_000;
const MAX_ADDRESSES = 32;
const MAX_TRIES = 4;

export interface GuardOptions {
  readonly policy: EgressPolicy;
  readonly resolve: Resolve;
  readonly resolveWithinMs: number;
  /** The forward proxy that every connection goes through; null connects directly. */
  readonly proxy: URL | null;
  /** Certificates to trust besides those of Node. */
  readonly ca?: string;
  /** Told which kind of address an origin is at. */
  readonly onConnect: (origin: string, kind: AddressKind) => void;
}

/**
 * The one choke point: every connection of an agent is opened here, whether its host is a name or a literal. All
 * addresses of a name must pass; the connection then goes to one of the addresses that were judged, never to a name
 * that could mean something else by now. The certificate and the Host header stay those of the name.
 */
export function guardedConnector(options: GuardOptions): buildConnector.connector {
  const trust = options.ca === undefined ? {} : { ca: options.ca };
  const connectors = [CONNECT_WITHIN_MS, TRY_WITHIN_MS].map((timeout) => buildConnector({ ...trust, timeout, rejectUnauthorized: true }));
  const [patient = buildConnector({}), hasty = patient] = connectors;
  const opening = callbackify((wanted: buildConnector.Options) => open(wanted, options, { patient, hasty }));
  return (wanted, callback) => opening(wanted, (error, socket) => (error === null ? callback(null, socket) : callback(error, null)));
}

type Socket = NonNullable<buildConnector.CallbackArgs[1]>;
interface Connectors {
  readonly patient: buildConnector.connector;
  readonly hasty: buildConnector.connector;
}

async function open(wanted: buildConnector.Options, options: GuardOptions, connectors: Connectors): Promise<Socket> {
  const target = targetOf(wanted);
  const { judged, kind } = await judgedAddresses(target, options);
  const tried = judged.slice(0, MAX_TRIES);
  for (const [index, address] of tried.entries()) {
    const isLast = index === tried.length - 1;
    try {
      const socket = await openTo(address, wanted, { target, options, connector: isLast ? connectors.patient : connectors.hasty });
      options.onConnect(target.url.origin, kind);
      return socket;
    } catch (error) {
      if (isLast || !(error instanceof Error) || !isUnreachable(error)) throw error;
    }
  }
  throw new EgressError("name_unresolved", `${target.host} has no address.`, { hint: "Check the host's name." });
}

interface Opening {
  readonly target: Target;
  readonly options: GuardOptions;
  readonly connector: buildConnector.connector;
}

async function openTo(address: string, wanted: buildConnector.Options, { target, options, connector }: Opening): Promise<Socket> {
  const { port, host, url } = target;
  const servername = isIP(host) === 0 ? host : undefined;
  const tunnel = options.proxy === null ? undefined : await openTunnel(options.proxy, { address, port });
  if (tunnel !== undefined && url.protocol === "http:") return tunnel;
  return new Promise((resolve, reject) => {
    const { servername: _, ...rest } = wanted;
    connector(
      {
        ...rest,
        hostname: address,
        port: String(port),
        ...(servername === undefined ? {} : { servername }),
        ...(tunnel ? { httpSocket: tunnel } : {}),
      },
      (error, socket) => (error === null ? resolve(socket) : reject(error)),
    );
  });
}

function targetOf({ hostname, protocol, port }: buildConnector.Options): Target {
  const bare = hostname.replace(/^\[|\]$/g, "");
  const url = new URL(`${protocol}//${isIP(bare) === 6 ? `[${bare}]` : bare}`);
  if (port !== "") url.port = port;
  return { url, host: bare.replace(/\.$/, ""), port: Number(port) || (protocol === "https:" ? 443 : 80) };
}

/** @throws EgressError when there is none, or when any of them is refused. */
async function judgedAddresses(
  target: Target,
  { policy, resolve, resolveWithinMs }: GuardOptions,
): Promise<{ judged: readonly string[]; kind: AddressKind }> {
  judgePort(policy, target);
  const addresses = isIP(target.host) === 0 ? await resolved(target, resolve, resolveWithinMs) : [target.host];
  const kinds: AddressKind[] = [];
  for (const address of addresses) kinds.push(await judgeAddress(policy, target, address, resolve));
  return { judged: addresses, kind: kinds.find((kind) => kind !== "public") ?? "public" };
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

function isUnreachable(error: Error): boolean {
  const code = "code" in error ? error.code : undefined;
  return ["ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL", "ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT"].includes(String(code));
}
