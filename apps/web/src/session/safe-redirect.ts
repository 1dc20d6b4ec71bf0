/** An address of this site to go to after signing in; anything else becomes the start page. */
export function safeRedirect(target: string | undefined, origin = location.origin): string {
  if (!target?.startsWith("/") || /^\/[/\\]/.test(target) || target.startsWith("/sign-in")) return "/";
  const url = new URL(target, origin);
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : "/";
}
