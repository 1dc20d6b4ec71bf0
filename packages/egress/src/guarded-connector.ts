import { isIP } from "node:net";
import { callbackify } from "node:util";
import { buildConnector } from "undici";
import type { AddressKind } from "./address-kind.ts";
import { EgressError } from "./egress-error.ts";
import { judgeTarget, type Judging } from "./judge-target.ts";
import { openTunnel } from "./open-tunnel.ts";
import type { Target } from "./read-target.ts";

const CONNECT_WITHIN_MS = 10_000;
/** While there are other addresses to try. */
const TRY_WITHIN_MS = 3_000;
const MAX_TRIES = 4;

export interface GuardOptions extends Judging {
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
  const { addresses: judged, kind } = await judgeTarget(target, options);
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

function isUnreachable(error: Error): boolean {
  const code = "code" in error ? error.code : undefined;
  return ["ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL", "ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT"].includes(String(code));
}
