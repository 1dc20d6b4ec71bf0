import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import { addressKind } from "./address-kind.ts";
import type { Resolve } from "./resolve-name.ts";

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  rediss: 6379,
  http: 80,
  https: 443,
};

interface OwnAddress {
  readonly host: string;
  readonly port: number;
}

/** Where Surety's own database, queue and listeners are: never a target, whatever an allow-list says. */
export class OwnAddresses {
  readonly #own: readonly OwnAddress[];

  /** `host:port`, or URLs such as `postgres://surety@db/surety`; `0.0.0.0:3000` is every address of this machine. */
  constructor(addresses: readonly string[]) {
    this.#own = addresses.map(parseOwn);
  }

  /** Fails closed: an own name that cannot be resolved now may be any address of that port that is not public. */
  async has({ host, port }: OwnAddress, address: string, resolve: Resolve): Promise<boolean> {
    for (const own of this.#own) {
      if (own.port !== port) continue;
      if (own.host === host) return true;
      const addresses = await addressesOf(own.host, resolve);
      if (addresses === null ? addressKind(address) !== "public" : addresses.some((known) => isSame(known, address))) return true;
    }
    return false;
  }
}

async function addressesOf(host: string, resolve: Resolve): Promise<readonly string[] | null> {
  if (host === "0.0.0.0" || host === "::") {
    return ["127.0.0.0/8", ...Object.values(networkInterfaces()).flatMap((known) => (known ?? []).map(({ address }) => address))];
  }
  if (isIP(host) !== 0) return [host];
  return resolve(host).catch(() => null);
}

function isSame(known: string, address: string): boolean {
  return known === "127.0.0.0/8" ? addressKind(address) === "loopback" : canonical(known) === canonical(address);
}

function canonical(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname : address;
}

function parseOwn(text: string): OwnAddress {
  const isUrl = /^[a-z]+:\/\//i.test(text);
  const url = new URL(isUrl ? text : `tcp://${text}`);
  const port = Number(url.port) || DEFAULT_PORTS[url.protocol.slice(0, -1)];
  if (port === undefined) throw new Error("An own address lacks its port.");
  return {
    host: decodeURIComponent(url.hostname)
      .replace(/^\[|\]$/g, "")
      .replace(/\.$/, "")
      .toLowerCase(),
    port,
  };
}
