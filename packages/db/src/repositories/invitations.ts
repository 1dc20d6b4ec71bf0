import { randomUUID } from "node:crypto";
import type { InvitationRepository } from "@surety/domain/invitations/invitation-repository";
import { Role } from "@surety/model/callers";
import { InvitationId, OrganizationId } from "@surety/model/ids";
import type { Invitation } from "@surety/model/members";
import { and, desc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { invitation, member, user } from "../schema/auth.ts";

const createdAt = sql<Date>`date_trunc('milliseconds', ${invitation.createdAt})`.mapWith(invitation.createdAt);
const isOpen = sql`(${invitation.status} = 'pending' and ${invitation.expiresAt} > now())`;
const columns = {
  id: invitation.id,
  email: invitation.email,
  role: invitation.role,
  status: sql<string>`case when ${invitation.status} = 'pending' and ${invitation.expiresAt} <= now() then 'expired' else ${invitation.status} end`,
  invitedBy: user.name,
  createdAt,
  expiresAt: invitation.expiresAt,
};
interface Row {
  id: string;
  email: string;
  role: string | null;
  status: string;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

export function createInvitations(connection: Connection): InvitationRepository {
  const select = (condition: SQL | undefined) =>
    connection
      .select({ ...columns, organizationId: invitation.organizationId })
      .from(invitation)
      .innerJoin(user, eq(user.id, invitation.inviterId))
      .where(and(isNotNull(invitation.secretHash), condition));
  const identified = (organizationId: OrganizationId, id: InvitationId) =>
    and(eq(invitation.organizationId, organizationId), eq(invitation.id, id));
  return {
    async findOpen(secretHash) {
      const [row] = await select(and(eq(invitation.secretHash, secretHash), isOpen));
      return row === undefined ? null : { organizationId: OrganizationId.parse(row.organizationId), invitation: toInvitation(row) };
    },
    async find(organizationId, id) {
      const [row] = await select(identified(organizationId, id));
      return row === undefined ? null : toInvitation(row);
    },
    async list(organizationId, { before, limit }) {
      const isEarlier =
        before === null ? undefined : sql`(${createdAt}, ${invitation.id}) < (${before.createdAt}::timestamptz, ${before.id})`;
      const rows = await select(and(eq(invitation.organizationId, organizationId), isEarlier))
        .orderBy(desc(createdAt), desc(invitation.id))
        .limit(limit);
      return rows.map(toInvitation);
    },
    async insert(organizationId, { id = InvitationId.parse(randomUUID()), expiresAt, ...values }) {
      await connection.insert(invitation).values({ id, organizationId, ...values, expiresAt: new Date(expiresAt) });
      const [row] = await select(eq(invitation.id, id));
      if (row === undefined) throw new Error("an insert left no row");
      return toInvitation(row);
    },
    async delete(organizationId, id) {
      await connection.delete(invitation).where(identified(organizationId, id));
    },
    async revokeFor(organizationId, email) {
      const forAddress = and(eq(invitation.organizationId, organizationId), eq(invitation.email, email), isOpen);
      await connection.update(invitation).set({ status: "revoked" }).where(forAddress);
    },
    async revoke(organizationId, id) {
      const rows = await connection
        .update(invitation)
        .set({ status: "revoked" })
        .where(and(identified(organizationId, id), isOpen))
        .returning({ id: invitation.id });
      return rows.length > 0;
    },
    async accept(organizationId, id, userId) {
      const [row] = await connection
        .update(invitation)
        .set({ status: "accepted" })
        .where(and(identified(organizationId, id), isOpen))
        .returning({ role: invitation.role });
      if (row === undefined) return false;
      await connection
        .insert(member)
        .values({ id: randomUUID(), organizationId, userId, role: row.role ?? "viewer" })
        .onConflictDoNothing();
      return true;
    },
  };
}

function toInvitation({ id, email, role, status, invitedBy, createdAt: at, expiresAt }: Row): Invitation {
  return {
    id: InvitationId.parse(id),
    email,
    role: Role.catch("viewer").parse(role),
    status: status === "accepted" || status === "expired" || status === "pending" ? status : "revoked",
    invitedBy,
    createdAt: at.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
