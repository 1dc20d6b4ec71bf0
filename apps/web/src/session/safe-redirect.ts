/** An address of this site to go to after signing in; anything else becomes the start page. */
export function safeRedirect(target: string | undefined): string {
  if (!target?.startsWith("/") || /^\/[/\\]/.test(target) || target.startsWith("/sign-in")) return "/";
  const url = new URL(target, location.origin);
  return url.origin === location.origin ? `${url.pathname}${url.search}${url.hash}` : "/";
}
