import type { OrganizationId } from "@surety/model/ids";

/** What no organization is called: for what belongs to the installation as a whole. */
export const EVERYTHING = "*";

/** Whose rows statements see and write: one organization's, or everybody's. */
export type Scope = OrganizationId | typeof EVERYTHING;

/** The setting that the policies of row-level security read. Where it is not set, no row is seen. */
export const SCOPE_SETTING = "surety.organization_id";
