import { safePattern } from "../safe-pattern.ts";

type Check = (value: string) => boolean;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (day === "") return false;
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const most = month === "02" && leap ? 29 : (DAYS[Number(month) - 1] ?? 0);
  return Number(day) >= 1 && Number(day) <= most;
}

function isTime(text: string, needsZone: boolean): boolean {
  const parts = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(z|([+-])(\d\d)(?::?(\d\d))?)?$/i.exec(text);
  if (parts === null || (needsZone && parts[4] === undefined)) return false;
  const [, hour, minute, second, , sign, zoneHour = "0", zoneMinute = "0"] = parts;
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return false;
  if (Number(hour) <= 23 && Number(minute) <= 59 && Number(second) < 60) return true;
  const direction = sign === "-" ? -1 : 1;
  const utcMinute = Number(minute) - Number(zoneMinute) * direction;
  const utcHour = Number(hour) - Number(zoneHour) * direction - (utcMinute < 0 ? 1 : 0);
  return (utcHour === 23 || utcHour === -1) && (utcMinute === 59 || utcMinute === -1) && Number(second) < 61;
}

function isDateTime(text: string, needsZone: boolean): boolean {
  const [date = "", time, more] = text.split(/t|\s/i);
  return time !== undefined && more === undefined && isDate(date) && isTime(time, needsZone);
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

function isIpv6(text: string): boolean {
  const address = text.replace(/^v4:/, "");
  const tail = address.slice(address.lastIndexOf(":") + 1);
  const dotted = tail.includes(".");
  if (dotted && !IPV4.test(tail)) return false;
  const plain = dotted ? `${address.slice(0, -tail.length)}0:0` : address;
  const halves = plain.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

/** RFC 3986, by its characters: scheme, no space, no unescaped delimiter. */
const URI_PART = /^(?:[\w\-.~!$&'()*+,;=:@/?#[\]]|%[\da-f]{2})*$/i;
const isUriReference: Check = (text) => URI_PART.test(text) && (text.match(/#/g)?.length ?? 0) <= 1 && !/^[^/?#]*\[/.test(text);
const isUri: Check = (text) => /^[a-z][a-z\d+\-.]*:/i.test(text) && /\/|:/.test(text) && isUriReference(text);

const HOST = /^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-0-9a-z]{0,61}[0-9a-z])?)*\.?$/i;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  if (at < 1 || text.length > 400) return false;
  const host = text.slice(at + 1);
  return LOCAL.test(text.slice(0, at)) && /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(host);
}

function isRegex(text: string): boolean {
  if (text.includes("\\Z")) return false;
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

/** Formats of texts that are checked; any other is only a name. */
export const STRING_FORMATS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["date", isDate],
  ["time", (text) => isTime(text, true)],
  ["iso-time", (text) => isTime(text, false)],
  ["date-time", (text) => isDateTime(text, true)],
  ["iso-date-time", (text) => isDateTime(text, false)],
  ["duration", (text) => /^P(?!$)(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|(?:\d+W)?)$/.test(text)],
  ["uri", isUri],
  ["uri-reference", isUriReference],
  ["uri-template", (text) => !/[\0-\x20"<>\\^`|]/.test(text) && /^(?:[^{}]|\{[^{}\s]+\})*$/.test(text)],
  ["url", (text) => /^(?:https?|ftp):\/\/[^\s/?#]+\.[^\s]*$/i.test(text)],
  ["email", isEmail],
  ["hostname", (text) => HOST.test(text)],
  ["ipv4", (text) => IPV4.test(text)],
  ["ipv6", isIpv6],
  ["regex", isRegex],
  ["uuid", (text) => /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)],
  ["json-pointer", (text) => /^(?:\/(?:[^~/]|~0|~1)*)*$/.test(text)],
  ["json-pointer-uri-fragment", (text) => /^#(?:\/(?:[a-z0-9_\-.!$&'()*+,;:=@]|%[0-9a-f]{2}|~0|~1)*)*$/i.test(text)],
  ["relative-json-pointer", (text) => /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/.test(text)],
  ["byte", (text) => text.replaceAll(/\s/g, "").length % 4 === 0 && safePattern("^[A-Za-z0-9+/\\s]*={0,2}\\s*$").test(text)],
]);

/** Formats of numbers that are checked. */
export const NUMBER_FORMATS: ReadonlyMap<string, (value: number) => boolean> = new Map([
  ["int32", (value: number) => Number.isInteger(value) && value >= -(2 ** 31) && value <= 2 ** 31 - 1],
  ["int64", (value: number) => Number.isInteger(value)],
]);
