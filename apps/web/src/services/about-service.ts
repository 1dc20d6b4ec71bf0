import type { ServiceListItem } from "@surety/model/services";

/** What to say of a service beside its name: its title, unless that is only the name again, or its description. */
export function aboutService({ name, title, description, latest }: ServiceListItem): string | undefined {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return [title, latest?.title, description].find((text): text is string => text != null && text !== "" && letters(text) !== letters(name));
}
