import type { AddressKind } from "./address-kind.ts";
import { addressKind } from "./address-kind.ts";
import { AllowList } from "./allow-list.ts";
import { EgressError } from "./egress-error.ts";
import { OwnAddresses } from "./own-addresses.ts";
import type { Target } from "./read-target.ts";
import type { Resolve } from "./resolve-name.ts";
import { shownUrl } from "./shown-url.ts";

/** Which addresses may be reached, and what to tell whom it refuses. */
export interface EgressPolicy {
  /** Kinds that need no entry in the allow-list. */
  readonly kinds: ReadonlySet<AddressKind>;
  readonly allowList: AllowList;
  readonly own: OwnAddresses;
  readonly allowsPort: (port: number) => boolean;
  /** The policy for what a public address redirects to: a stranger names no address of the network that asks. */
  readonly afterPublic: EgressPolicy | null;
  readonly hints: { readonly address: string; readonly port: string };
}

/** Ports of the Fetch standard's list and of databases, at which a line of HTTP may be taken for a command. */
const NEVER_PORTS = new Set(
  [
    "1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123",
    "135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990",
    "993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080 1433",
    "1521 3306 5432 6379 6380 9042 11211 27017",
  ].flatMap((line) => line.split(" ").map(Number)),
);

export interface ServerPolicyOptions {
  /** `host:port`, or networks with ports: see AllowList. */
  readonly allow?: readonly string[];
  /** Surety's own PostgreSQL, Redis and listeners. */
  readonly own?: readonly string[];
}

/** For a server: public addresses only, at 80, 443 and above 1023, and what the administrator lists. */
export function serverPolicy({ allow = [], own = [] }: ServerPolicyOptions = {}): EgressPolicy {
  return {
    kinds: new Set(["public"]),
    allowList: new AllowList(allow),
    own: new OwnAddresses(own),
    allowsPort: (port) => (port === 80 || port === 443 || port > 1023) && !NEVER_PORTS.has(port),
    afterPublic: null,
    hints: {
      address: "Surety reaches public addresses only. An administrator can list others, as host:port or as a network.",
      port: "Use port 80, 443 or one above 1023, or ask an administrator to list host:port.",
    },
  };
}

/** For a command on a developer's machine: also this machine and private networks, but not by a redirect from outside. */
export function localPolicy(): EgressPolicy {
  const open = {
    allowList: new AllowList([]),
    own: new OwnAddresses([]),
    allowsPort: (port: number) => !NEVER_PORTS.has(port),
  };
  return {
    ...open,
    kinds: new Set(["public", "private", "loopback"]),
    afterPublic: {
      ...open,
      kinds: new Set(["public"]),
      afterPublic: null,
      hints: {
        address: "A public address may not redirect into your network. Name the other address yourself, if you mean it.",
        port: "Name another port.",
      },
    },
    hints: {
      address: "Public addresses, this machine and private networks are reached, for example http://localhost:8000/openapi.json.",
      port: "That port is of another protocol than HTTP. Check the address.",
    },
  };
}

const NAMED: Readonly<Record<AddressKind, string>> = {
  public: "public",
  private: "an address of a private network",
  loopback: "the machine that asks",
  "link-local": "a link-local address",
  metadata: "an address at which clouds hand out credentials",
  unspecified: "where servers listen, and no address to call",
  multicast: "a multicast address",
  embedded: "an IPv6 address with an IPv4 address in it",
  reserved: "a reserved address",
};

/** Refuses a port that no rule allows, before any name is resolved. @throws EgressError `port_refused`. */
export function judgePort(policy: EgressPolicy, { url, host, port }: Target): void {
  if (policy.allowsPort(port) || policy.allowList.mentions(host, port)) return;
  throw new EgressError("port_refused", `${shownUrl(url.href)} is refused: port ${port} is not for HTTP.`, { hint: policy.hints.port });
}

/**
 * Judges one address that a target resolved to, or is.
 * @throws EgressError `address_refused`, `own_address_refused` or `port_refused`.
 */
export async function judgeAddress(policy: EgressPolicy, target: Target, address: string, resolve: Resolve): Promise<AddressKind> {
  const { url, host, port } = target;
  const shown = shownUrl(url.href);
  if (await policy.own.has({ host, port }, address, resolve)) {
    throw new EgressError("own_address_refused", `${shown} is refused: it is Surety's own database, queue or server.`, {
      hint: "No setting opens these. Name another address.",
    });
  }
  const kind = addressKind(address);
  if (isListed(policy, kind, target, address)) return kind;
  if (!policy.kinds.has(kind)) {
    const what = host === address ? `it is ${NAMED[kind]}` : `${host} leads to ${NAMED[kind]}`;
    const hint = kind === "unspecified" ? "Name the machine: http://localhost:8000, for example." : policy.hints.address;
    throw new EgressError("address_refused", `${shown} is refused: ${what}.`, { hint });
  }
  if (!policy.allowsPort(port)) judgePort({ ...policy, allowList: NOTHING }, target);
  return kind;
}

const NOTHING = new AllowList([]);

/** Multicast, reserved and embedded addresses are no servers of anybody's: no list opens them. */
function isListed({ allowList }: EgressPolicy, kind: AddressKind, { host, port }: Target, address: string): boolean {
  if (kind === "metadata") return allowList.allowsExactly(address, port);
  if (kind === "public" || kind === "private" || kind === "loopback" || kind === "link-local") return allowList.allows(host, address, port);
  return false;
}
