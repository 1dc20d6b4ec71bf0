const KEY = "surety-organization";

let current: string | null = stored();

/**
 * The organization that this tab shows: what it asks for is asked of that one, whatever other tabs of the same session show.
 * Undefined until the session has been read: then it is the one that the session was in last.
 */
export function organizationOfTab(): string | undefined {
  return current ?? undefined;
}

/** Null: the tab shows again whichever one the session is in. */
export function setOrganizationOfTab(organization: string | null): void {
  current = organization;
  try {
    if (organization === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, organization);
  } catch {
    // A browser that keeps nothing: a reload shows the one that the session is in.
  }
}

/** For requests to the API. */
export function organizationHeader(): Record<string, string> {
  return current === null ? {} : { "x-surety-organization": current };
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
