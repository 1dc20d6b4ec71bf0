import { createAuthClient } from "better-auth/client";

/** Sign-in, password and sessions, under /api/auth. */
export const authClient = createAuthClient({ baseURL: location.origin });
