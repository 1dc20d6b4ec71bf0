const FAULTS: { readonly [format: string]: readonly (readonly [text: string, about: string])[] } = {
  date: [
    ["2026-02-30", "a day that does not exist"],
    ["2025-02-29", "29 February in a common year"],
    ["2026-13-01", "a thirteenth month"],
    ["26-01-31", "a year of two digits"],
    ["2026-01-31T00:00:00Z", "a date with a time"],
  ],
  "date-time": [
    ["2026-01-31T25:00:00Z", "an hour beyond 23"],
    ["2026-02-30T12:00:00Z", "a day that does not exist"],
    ["2026-01-31T12:00:00", "a time without an offset"],
    ["2026-01-31 12:00:00Z", "a blank for the T"],
    ["2026-01-31", "a date without a time"],
    ["1769860800", "seconds since 1970"],
  ],
  time: [
    ["24:00:00Z", "an hour beyond 23"],
    ["12:00", "no seconds"],
    ["12:00:00", "no offset"],
  ],
  uuid: [
    ["2f1c0a4e-9d3b-4c61-8a55-0b7e6f1d2c3", "one digit too few"],
    ["2f1c0a4e-9d3b-4c61-8a55-0b7e6f1d2c3g", "a letter that is no digit"],
    ["2f1c0a4e9d3b4c618a550b7e6f1d2c3a", "no hyphens"],
    ["{2f1c0a4e-9d3b-4c61-8a55-0b7e6f1d2c3a}", "in braces"],
  ],
  email: [
    ["ada.example.com", "no @"],
    ["ada@", "no domain"],
    ["@example.com", "no name"],
    ["ada @example.com", "a blank inside"],
  ],
  hostname: [
    ["-example.com", "a label that begins with a hyphen"],
    ["exa mple.com", "a blank inside"],
    [`${"a".repeat(64)}.com`, "a label of 64 characters"],
  ],
  ipv4: [
    ["256.0.0.1", "a part beyond 255"],
    ["192.0.2", "three parts"],
    ["192.0.2.1.1", "five parts"],
  ],
  ipv6: [
    ["2001:db8:::1", "three colons"],
    ["12345::1", "a group of five digits"],
    ["192.0.2.1", "an IPv4 address"],
  ],
  uri: [
    ["example.com/a", "no scheme"],
    ["https://exa mple.com", "a blank inside"],
    ["/a/b", "a path only"],
  ],
};

/** Texts that nearly are of the format, each with what is wrong. */
export function formatFaults(format: string): readonly (readonly [text: string, about: string])[] {
  return Object.hasOwn(FAULTS, format) ? (FAULTS[format] ?? []) : [];
}
