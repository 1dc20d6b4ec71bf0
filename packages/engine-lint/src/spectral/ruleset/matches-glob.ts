import { safePattern } from "../safe-pattern.ts";

/** Whether a path fits `*`, `**`, `?`, `[…]` and `{a,b}`; a glob without a slash is compared with the file's name. */
export function matchesGlob(path: string, glob: string): boolean {
  const normal = path.replaceAll("\\", "/").replace(/^\.\//, "");
  const wanted = glob.replace(/^\.\//, "");
  const against = wanted.includes("/") ? normal : (normal.split("/").at(-1) ?? "");
  return safePattern(`^${toRegex(wanted)}$`).test(against);
}

function toRegex(glob: string): string {
  let regex = "";
  let inBraces = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const char = glob.charAt(at);
    if (glob.startsWith("**/", at)) {
      regex += "(?:.*/)?";
      at += 2;
    } else if (glob.startsWith("**", at)) {
      regex += ".*";
      at += 1;
    } else if (char === "*") regex += "[^/]*";
    else if (char === "?") regex += "[^/]";
    else if (char === "{") {
      regex += "(?:";
      inBraces += 1;
    } else if (char === "}" && inBraces > 0) {
      regex += ")";
      inBraces -= 1;
    } else if (char === "," && inBraces > 0) regex += "|";
    else regex += char.replace(/[.+^$()|\\{}[\]]/, "\\$&");
  }
  return inBraces === 0 ? regex : glob.replaceAll(/[.+^$()|\\{}[\]*?]/g, "\\$&");
}
