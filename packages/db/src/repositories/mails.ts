import type { MailRepository, TakenMail } from "@surety/domain/mails/mail-repository";
import type { MailId, OrganizationId } from "@surety/model/ids";
import { and, eq, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { mails } from "../schema/mails.ts";

export function createMails(connection: Connection): MailRepository {
  const identified = (organizationId: OrganizationId, id: MailId) => and(eq(mails.organizationId, organizationId), eq(mails.id, id));
  return {
    async insert(organizationId, mail) {
      await connection.insert(mails).values({ organizationId, ...mail });
    },
    async take(leaseMs, limit) {
      const due = connection
        .select({ organizationId: mails.organizationId, id: mails.id })
        .from(mails)
        .where(sql`${mails.nextAttemptAt} <= now()`)
        .orderBy(mails.nextAttemptAt)
        .limit(limit)
        .for("update", { skipLocked: true });
      const rows = await connection
        .update(mails)
        .set({ nextAttemptAt: after(leaseMs), attempts: sql`${mails.attempts} + 1` })
        .where(sql`(${mails.organizationId}, ${mails.id}) in ${due}`)
        .returning();
      return rows.map(
        ({ organizationId, id, kind, sealed, attempts }): TakenMail => ({ organizationId, id, kind, sealed, attempt: attempts }),
      );
    },
    async retry({ organizationId, id, attempt }, afterMs) {
      await connection
        .update(mails)
        .set({ nextAttemptAt: after(afterMs) })
        .where(and(identified(organizationId, id), eq(mails.attempts, attempt)));
    },
    async delete(organizationId, id) {
      await connection.delete(mails).where(identified(organizationId, id));
    },
  };
}

function after(ms: number) {
  return sql`now() + make_interval(secs => ${ms / 1000})`;
}
