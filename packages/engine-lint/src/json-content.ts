import type { MediaType } from "@surety/engine-spec/api";

/** Whether a media type is JSON (RFC 6839, section 3.1), its parameters left aside. */
export function isJson(mediaType: string): boolean {
  if (mediaType === "application/json") return true;
  const essence = mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return essence === "application/json" || essence === "text/json" || essence.endsWith("+json");
}

/** The first JSON representation among alternatives. */
export function jsonContent(content: readonly MediaType[]): MediaType | undefined {
  return content.find((media) => isJson(media.mediaType));
}
