import { ServiceName } from "@surety/model/names";

/** Names of services as people write them, separated by commas or spaces: null for none, undefined when one is no name. */
export function readServiceNames(text: string): ServiceName[] | null | undefined {
  const names = text.split(/[\s,]+/).filter((name) => name !== "");
  if (names.length === 0) return null;
  const parsed = names.map((name) => ServiceName.safeParse(name));
  const good = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return good.length === names.length ? [...new Set(good)] : undefined;
}
