import { randomBytes } from "node:crypto";
import type { Auth } from "./create-auth.ts";

const LIFETIME_MS = 60 * 60 * 1000;

export interface PasswordLink {
  readonly userId: string;
  readonly email: string;
  /** Below the public origin. Its secret stands behind the `#`, which browsers send to nobody. */
  readonly path: string;
  readonly expiresAt: string;
}

/** A link with which whoever holds it chooses a new password for the account of `email`, once, within an hour; null without such an account. */
export async function issuePasswordLink(auth: Auth, email: string): Promise<PasswordLink | null> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email.toLowerCase());
  if (found === null) return null;
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + LIFETIME_MS);
  await internalAdapter.createVerificationValue({ identifier: `reset-password:${token}`, value: found.user.id, expiresAt });
  return { userId: found.user.id, email: found.user.email, path: `/new-password#${token}`, expiresAt: expiresAt.toISOString() };
}
