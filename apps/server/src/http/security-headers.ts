import { createHash } from "node:crypto";

/**
 * Headers of every answer. `indexHtml` is the page that browsers get: what is written inline in it is allowed by its hash,
 * and nothing else that is inline.
 */
export function securityHeaders({
  url,
  indexHtml,
}: {
  readonly url: string;
  readonly indexHtml: string;
}): Readonly<Record<string, string>> {
  const isSecure = url.startsWith("https:");
  const directives = [
    "default-src 'self'",
    ["script-src 'self'", ...inlineHashes(indexHtml, "script")].join(" "),
    ["style-src 'self'", ...inlineHashes(indexHtml, "style")].join(" "),
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ["upgrade-insecure-requests"] : []),
  ];
  return {
    "content-security-policy": directives.join("; "),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    ...(isSecure ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}

function inlineHashes(html: string, element: "script" | "style"): string[] {
  const blocks = html.matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`, "g"));
  return [...blocks].flatMap(([, text]) => (text ? [`'sha256-${createHash("sha256").update(text).digest("base64")}'`] : []));
}
