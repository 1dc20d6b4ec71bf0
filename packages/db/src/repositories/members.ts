import type { MemberRepository } from "@surety/domain/members/member-repository";
import { Role } from "@surety/model/callers";
import { OrganizationId } from "@surety/model/ids";
import { and, asc, eq } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { member, user } from "../schema/auth.ts";

export function createMembers(connection: Connection): MemberRepository {
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
  };
}

/** better-auth keeps several roles as one comma-separated text; a role that we do not know may only read. */
function strongest(roles: string): Role {
  const held = new Set(roles.split(",").map((role) => role.trim()));
  return Role.options.find((role) => held.has(role)) ?? "viewer";
}
