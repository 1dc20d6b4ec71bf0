import type { MemberRepository } from "@surety/domain/members/member-repository";
import { Role } from "@surety/model/callers";
import { MemberId, OrganizationId } from "@surety/model/ids";
import type { Member } from "@surety/model/members";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { member, user } from "../schema/auth.ts";

const columns = { id: member.id, name: user.name, email: user.email, role: member.role, joinedAt: joinedAt() };

/** Cursors hold milliseconds; so does what they are compared with. */
function joinedAt(): SQL<Date> {
  return sql<Date>`date_trunc('milliseconds', ${member.createdAt})`.mapWith(member.createdAt);
}

export function createMembers(connection: Connection): MemberRepository {
  const select = () => connection.select(columns).from(member).innerJoin(user, eq(user.id, member.userId));
  const one = async (organizationId: OrganizationId, condition: SQL): Promise<Member | null> => {
    const [row] = await select().where(and(eq(member.organizationId, organizationId), condition));
    return row === undefined ? null : toMember(row);
  };
  const identified = (organizationId: OrganizationId, id: MemberId) => and(eq(member.organizationId, organizationId), eq(member.id, id));
  return {
    async find(userId, organizationId) {
      const [row] = await connection
        .select({ organizationId: member.organizationId, role: member.role })
        .from(member)
        .where(and(eq(member.userId, userId), organizationId === null ? undefined : eq(member.organizationId, organizationId)))
        .orderBy(asc(member.createdAt), asc(member.id))
        .limit(1);
      if (row === undefined) return null;
      return { organizationId: OrganizationId.parse(row.organizationId), role: strongest(row.role) };
    },
    async profile(organizationId, userId) {
      const [row] = await connection
        .select({ name: user.name, email: user.email })
        .from(member)
        .innerJoin(user, eq(user.id, member.userId))
        .where(and(eq(member.organizationId, organizationId), eq(member.userId, userId)));
      return row ?? null;
    },
    get: (organizationId, id) => one(organizationId, eq(member.id, id)),
    findByUser: (organizationId, userId) => one(organizationId, eq(member.userId, userId)),
    findByEmail: (organizationId, email) => one(organizationId, eq(sql`lower(${user.email})`, email.toLowerCase())),
    async list(organizationId, { after, limit }) {
      const isLater = after === null ? undefined : sql`(${joinedAt()}, ${member.id}) > (${after.joinedAt}::timestamptz, ${after.id})`;
      const rows = await select()
        .where(and(eq(member.organizationId, organizationId), isLater))
        .orderBy(joinedAt(), asc(member.id))
        .limit(limit);
      return rows.map(toMember);
    },
    async listAdminEmails(organizationId, limit) {
      const rows = await connection
        .select({ email: user.email })
        .from(member)
        .innerJoin(user, eq(user.id, member.userId))
        .where(and(eq(member.organizationId, organizationId), sql`string_to_array(${member.role}, ',') && array['owner', 'admin']`))
        .orderBy(joinedAt(), asc(member.id))
        .limit(limit);
      return rows.map(({ email }) => email);
    },
    async lockOwners(organizationId) {
      const rows = await connection
        .select({ role: member.role })
        .from(member)
        .where(eq(member.organizationId, organizationId))
        .orderBy(asc(member.id))
        .for("update");
      return rows.filter(({ role }) => strongest(role) === "owner").length;
    },
    async setRole(organizationId, id, role) {
      await connection.update(member).set({ role }).where(identified(organizationId, id));
    },
    async delete(organizationId, id) {
      await connection.delete(member).where(identified(organizationId, id));
    },
  };
}

function toMember(row: { id: string; name: string; email: string; role: string; joinedAt: Date }): Member {
  return { ...row, id: MemberId.parse(row.id), role: strongest(row.role), joinedAt: row.joinedAt.toISOString() };
}

/** better-auth keeps several roles as one comma-separated text; a role that we do not know may only read. */
function strongest(roles: string): Role {
  const held = new Set(roles.split(",").map((role) => role.trim()));
  return Role.options.find((role) => held.has(role)) ?? "viewer";
}
