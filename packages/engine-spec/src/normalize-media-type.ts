/** Lower case without spaces around parameters; a parameter's value keeps its case. */
export function normalizeMediaType(text: string): string {
  return text
    .split(";")
    .map((part, index) => {
      const [name = "", ...value] = part.trim().split("=");
      return index === 0 || value.length === 0 ? part.trim().toLowerCase() : `${name.trim().toLowerCase()}=${value.join("=").trim()}`;
    })
    .filter((part) => part !== "")
    .join("; ");
}
