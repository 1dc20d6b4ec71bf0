import type { BlockList } from "node:net";
import { isIP } from "node:net";
import { listOf } from "./address-kind.ts";

interface Entry {
  /** An exact host, or null when it is a network. */
  readonly host: string | null;
  readonly network: BlockList | null;
  /** 4 or 6; a BlockList would take either for the other. */
  readonly version: number;
  /** A network of one address, as which alone metadata addresses may be listed. */
  readonly isSingle: boolean;
  /** Null: every port. */
  readonly ports: ReadonlySet<number> | null;
}

/**
 * What an administrator lets the server reach although its addresses are not public: `host:port`, or a network with
 * ports, `10.20.0.0/16:80,443` or `[fd12::/48]:8080`.
 */
export class AllowList {
  readonly #entries: readonly Entry[];

  /** @throws Error that names an entry that is neither. */
  constructor(entries: readonly string[]) {
    this.#entries = entries.map(parseEntry);
  }

  /** Whether any entry has this port, so that a name is worth resolving. */
  mentions(host: string, port: number): boolean {
    return this.#entries.some((entry) => (entry.host === null || entry.host === host) && (entry.ports?.has(port) ?? true));
  }

  allows(host: string, address: string, port: number): boolean {
    return this.#entries.some(
      (entry) => (entry.ports?.has(port) ?? true) && (entry.host === null ? contains(entry, address) : entry.host === host),
    );
  }

  /** The same by an entry for exactly this address, `169.254.169.254/32:80`. */
  allowsExactly(address: string, port: number): boolean {
    return this.#entries.some((entry) => entry.isSingle && (entry.ports?.has(port) ?? true) && contains(entry, address));
  }
}

function contains({ network, version }: Entry, address: string): boolean {
  return version === isIP(address) && (network?.check(address, version === 6 ? "ipv6" : "ipv4") ?? false);
}

function parseEntry(text: string): Entry {
  const network = /^\[?(?<address>[0-9a-f.:]+)\/(?<bits>\d{1,3})\]?(?::(?<ports>\d+(?:,\d+)*))?$/i.exec(text)?.groups;
  const { address = "", bits = "" } = network ?? {};
  const version = isIP(address);
  if (
    network &&
    version !== 0 &&
    Number(bits) <= (version === 6 ? 128 : 32) &&
    (version === 4 || !network["ports"] || text.startsWith("["))
  ) {
    const isSingle = Number(bits) === (version === 6 ? 128 : 32);
    return {
      host: null,
      network: listOf(`${address}/${bits}`),
      version,
      isSingle,
      ports: network["ports"] ? portsOf(network["ports"], text) : null,
    };
  }
  const exact = /^(?<host>\[[0-9a-f:.]+\]|[^\s:/[\]*?#@%\\]+):(?<port>\d+)$/i.exec(text)?.groups;
  if (!exact?.["host"] || !exact["port"]) throw invalid(text);
  const host = hostOf(exact["host"]);
  if (host === null) throw invalid(text);
  return { host, network: null, version: 0, isSingle: false, ports: portsOf(exact["port"], text) };
}

/** In the one form that addresses are compared in. */
function hostOf(text: string): string | null {
  try {
    return new URL(`http://${text}`).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  } catch {
    return null;
  }
}

function portsOf(text: string, entry: string): ReadonlySet<number> {
  const ports = text.split(",").map(Number);
  if (ports.some((port) => port < 1 || port > 65_535)) throw invalid(entry);
  return new Set(ports);
}

function invalid(entry: string): Error {
  return new Error(`${JSON.stringify(entry)} is no entry of an allow-list: write host:port, 10.20.0.0/16:80,443 or [fd12::/48]:8080.`);
}
