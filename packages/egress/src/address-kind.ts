import { BlockList, isIP } from "node:net";

/** What an address belongs to; every kind but `public` needs a policy that says so. */
export type AddressKind =
  | "public"
  | "private"
  | "loopback"
  | "link-local"
  | "metadata"
  | "unspecified"
  | "multicast"
  | "embedded"
  | "reserved";

/**
 * The first list that has an address gives its kind. Sources: the IANA special-purpose registries of IPv4 and IPv6, and
 * the addresses at which clouds hand out credentials, which no registry has.
 */
const lists: readonly (readonly [AddressKind, BlockList])[] = [
  [
    "metadata",
    listOf(
      "168.63.129.16/32",
      "169.254.169.254/32",
      "169.254.169.253/32",
      "169.254.170.2/32",
      "169.254.170.23/32",
      "169.254.42.42/32",
      "100.100.100.200/32",
      "192.0.0.192/32",
      "fd00:ec2::/32",
      "fd20:ce::254/128",
      "fd00:42::42/128",
    ),
  ],
  ["unspecified", listOf("0.0.0.0/8", "::/128")],
  ["loopback", listOf("127.0.0.0/8", "::1/128")],
  ["private", listOf("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15", "fc00::/7")],
  ["link-local", listOf("169.254.0.0/16", "fe80::/10")],
  ["multicast", listOf("224.0.0.0/4", "ff00::/8")],
  ["embedded", listOf("::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")],
  ["reserved", listOf("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4")],
  ["reserved", listOf("2001::/23", "2001:db8::/32", "3fff::/20")],
];
const globalUnicast = listOf("2000::/3");

/** Judges the text of an IP address. IPv6 is denied by default: what is not global unicast is `reserved`. */
export function addressKind(address: string): AddressKind {
  const version = isIP(address);
  if (version === 0 || address.includes("%")) return "reserved";
  const family = version === 4 ? "ipv4" : "ipv6";
  // A BlockList takes an IPv4-mapped address for the IPv4 address in it, and the reverse: no list below has either.
  if (version === 6 && isMapped(address)) return "embedded";
  for (const [kind, list] of lists) if (list.check(address, family)) return kind;
  return version === 4 || globalUnicast.check(address, "ipv6") ? "public" : "reserved";
}

const mapped = new BlockList();
mapped.addSubnet("0.0.0.0", 0, "ipv4");

/** A rule of all IPv4 matches, among IPv6 addresses, exactly the mapped ones. */
function isMapped(address: string): boolean {
  return mapped.check(address, "ipv6");
}

export function listOf(...blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [address = "", bits = ""] = block.split("/");
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return list;
}
