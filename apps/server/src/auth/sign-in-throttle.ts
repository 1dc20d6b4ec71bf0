import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { signInThrottles } from "@surety/db/schema/sign-in-throttles";
import { eq, lt, sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";

/** Tries that cost no waiting; each one more doubles it, up to the longest. */
const FREE_TRIES = 5;
const LONGEST_WAIT_SECONDS = 15 * 60;

/**
 * Limits guesses at an account's password, wherever they come from, without locking its owner out: a browser that has
 * signed in to the account before is counted for itself. Whether the account exists makes no difference.
 *
 * Invariant: a try is counted before the password is looked at, by one statement, so that no number of tries at the same
 * time gets past the limit. Counts are in the database: servers share them, and a restart keeps them.
 */
export interface SignInThrottle {
  /** Counts a try. The seconds to wait before the next one is looked at; 0 when this one may be. */
  take(email: string, device: string | null): Promise<number>;
  /** The right password was given: the tries of this browser are forgotten. */
  forget(email: string, device: string | null): Promise<void>;
  /** What a browser that has signed in is given to be known by. */
  deviceFor(email: string): string;
}

export function createSignInThrottle(database: PostgresJsDatabase, secret: string): SignInThrottle {
  const seal = (...parts: readonly string[]) =>
    createHmac("sha256", secret)
      .update(JSON.stringify(["sign-in", ...parts]))
      .digest();
  const addressOf = (email: string) => email.trim().toLowerCase();
  const keyOf = (email: string, device: string | null) => {
    const address = addressOf(email);
    const [id = "", proof = ""] = device?.split(".", 2) ?? [];
    const expected = seal("device", address, id);
    const given = Buffer.from(proof, "base64url");
    const isKnown = device !== null && given.length === expected.length && timingSafeEqual(given, expected);
    return isKnown ? seal("known", address, id) : seal("unknown", address);
  };
  return {
    async take(email, device) {
      const key = keyOf(email, device);
      const { tries, blockedUntil, updatedAt } = signInThrottles;
      const next = sql`case when ${updatedAt} < now() - interval '1 day' then 1 else ${tries} + 1 end`;
      const [taken] = await database
        .insert(signInThrottles)
        .values({ key, tries: 1, blockedUntil: sql`now()`, updatedAt: sql`now()` })
        .onConflictDoUpdate({
          target: signInThrottles.key,
          set: {
            tries: next,
            blockedUntil: sql`now() + case when (${next}) < ${FREE_TRIES} then interval '0' else
              least(${LONGEST_WAIT_SECONDS}, power(2, least((${next}) - ${FREE_TRIES}, 20))) * interval '1 second' end`,
            updatedAt: sql`now()`,
          },
          setWhere: sql`${blockedUntil} <= now()`,
        })
        .returning({ tries });
      if (taken !== undefined) return 0;
      const [row] = await database
        .select({ seconds: sql<number>`ceil(extract(epoch from ${blockedUntil} - now()))::int` })
        .from(signInThrottles)
        .where(eq(signInThrottles.key, key));
      return Math.max(1, row?.seconds ?? 1);
    },
    async forget(email, device) {
      await database.delete(signInThrottles).where(eq(signInThrottles.key, keyOf(email, device)));
      await database.delete(signInThrottles).where(lt(signInThrottles.updatedAt, sql`now() - interval '2 days'`));
    },
    deviceFor(email) {
      const id = randomBytes(12).toString("base64url");
      return `${id}.${seal("device", addressOf(email), id).toString("base64url")}`;
    },
  };
}
