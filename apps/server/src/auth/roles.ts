import { createAccessControl } from "better-auth/plugins/access";
import { adminAc, defaultStatements, memberAc, ownerAc } from "better-auth/plugins/organization/access";

export const ac = createAccessControl(defaultStatements);

/** What each role may do to the organization itself; its scopes on everything else are in `ROLE_SCOPES`. */
export const roles = {
  owner: ownerAc,
  admin: adminAc,
  member: memberAc,
  viewer: ac.newRole({ organization: [], member: [], invitation: [] }),
};
