/** One `format` whose meaning is known here: a test, and values that a person recognises. */
export interface Format {
  readonly test: (text: string) => boolean;
  readonly samples: readonly string[];
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(\.\d+)?(z|([+-])(\d{2}):(\d{2}))$/i;

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

function isTime(text: string): boolean {
  const match = TIME.exec(text);
  if (match === null) return false;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const offset = match[6] === undefined ? 0 : (match[6] === "-" ? -1 : 1) * (Number(match[7]) * 60 + Number(match[8]));
  if (hour > 23 || minute > 59 || second > 60 || Number(match[7] ?? 0) > 23 || Number(match[8] ?? 0) > 59) return false;
  const utc = (((hour * 60 + minute - offset) % 1440) + 1440) % 1440;
  return second < 60 || utc === 1439;
}

const HOSTNAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const URI =
  /^[a-z][a-z0-9+.-]*:(?:\/\/(?:(?:[a-z0-9._~!$&'()*+,;=:@-]|%[0-9a-f]{2})*@)?(?:\[[0-9a-f:.]+\]|(?:[a-z0-9._~!$&'()*+,;=:@-]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9._~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?|(?:[a-z0-9._~!$&'()*+,;=:@/-]|%[0-9a-f]{2})+)(?:\?(?:[a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?$/i;

function isIpv6(text: string): boolean {
  const parts = text.split("::");
  if (parts.length > 2) return false;
  const groups = parts.flatMap((part) => (part === "" ? [] : part.split(":")));
  const last = groups.at(-1);
  const embedded = last?.includes(".") === true && !text.endsWith("::");
  if (embedded && !IPV4.test(last)) return false;
  const hex = embedded ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = hex.length + (embedded ? 2 : 0);
  return parts.length === 2 ? count < 8 : count === 8;
}

const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ["date", { test: isDate, samples: ["2026-01-31", "2000-02-29"] }],
  [
    "date-time",
    {
      test: (text) => text.length > 11 && /^t$/i.test(text.charAt(10)) && isDate(text.slice(0, 10)) && isTime(text.slice(11)),
      samples: ["2026-01-31T12:00:00Z", "2000-02-29T23:59:59.5+01:00"],
    },
  ],
  ["time", { test: isTime, samples: ["12:00:00Z", "23:59:59+01:00"] }],
  ["uuid", { test: (text) => UUID.test(text), samples: ["2f1c0a4e-9d3b-4c61-8a55-0b7e6f1d2c3a", "00000000-0000-4000-8000-000000000000"] }],
  ["email", { test: (text) => EMAIL.test(text), samples: ["ada@example.com", "a@b.co"] }],
  ["hostname", { test: (text) => HOSTNAME.test(text), samples: ["api.example.com", "a.b"] }],
  ["ipv4", { test: (text) => IPV4.test(text), samples: ["192.0.2.1", "10.0.0.1"] }],
  ["ipv6", { test: isIpv6, samples: ["2001:db8::1", "::1"] }],
  ["uri", { test: (text) => URI.test(text), samples: ["https://example.com/a", "urn:a"] }],
]);

/** The string format of that name, or undefined when its meaning is not known here. */
export function stringFormat(name: string): Format | undefined {
  return FORMATS.get(name);
}

/** Closed range of integers that a numeric format means. */
export interface NumberFormat {
  readonly minimum: number;
  readonly maximum: number;
}

const NUMBER_FORMATS: ReadonlyMap<string, NumberFormat> = new Map([
  ["int32", { minimum: -2147483648, maximum: 2147483647 }],
  ["int64", { minimum: -(2 ** 63), maximum: 2 ** 63 }],
]);

/** Numeric formats that bound no value. */
const UNBOUNDED = new Set(["float", "double", "decimal", "number", "integer"]);

/** A format of texts whose meaning is not known here. */
export function isOpaqueStringFormat(name: string): boolean {
  return !FORMATS.has(name) && !NUMBER_FORMATS.has(name);
}

/** A format of numbers whose meaning is not known here. */
export function isOpaqueNumberFormat(name: string): boolean {
  return !NUMBER_FORMATS.has(name) && !UNBOUNDED.has(name) && !FORMATS.has(name);
}

/** The numeric format of that name, or undefined when it bounds nothing (`float`, `double`) or is not known here. */
export function numberFormat(name: string): NumberFormat | undefined {
  return NUMBER_FORMATS.get(name);
}
