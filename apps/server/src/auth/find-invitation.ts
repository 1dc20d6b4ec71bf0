import { invitation } from "@surety/db/schema/auth";
import { and, eq, gt, sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { z } from "zod";

const SignUpBody = z.object({ email: z.string(), invitationId: z.string().min(1).max(100) });

/** The open invitation that a sign-up names, by its id and for its e-mail address: both must be right. */
export async function findInvitation(database: PostgresJsDatabase, body: unknown): Promise<string | null> {
  const parsed = SignUpBody.safeParse(body);
  if (!parsed.success) return null;
  const [open] = await database
    .select({ id: invitation.id })
    .from(invitation)
    .where(
      and(
        eq(invitation.id, parsed.data.invitationId),
        eq(sql`lower(${invitation.email})`, parsed.data.email.toLowerCase()),
        eq(invitation.status, "pending"),
        gt(invitation.expiresAt, sql`now()`),
      ),
    );
  return open?.id ?? null;
}
