import type { OrganizationId } from "@surety/model/ids";
import type { Installation, WorkByKind } from "@surety/model/operations";

/** What is under way, for those who look after it. */
export interface OperationRepository {
  /** Of one organization; of all, when it is null. */
  readQueues(organizationId: OrganizationId | null): Promise<WorkByKind>;
  /** What is of no organization, or of all. */
  readInstallation(): Promise<Omit<Installation, "at" | "queues" | "waitingChecks" | "mixed">>;
  /**
   * Whether an organization looks after the installation: the one that is called so in addresses, or the first that there was.
   * Ask the store of all organizations: in its own, each is the first.
   */
  operates(organizationId: OrganizationId, slug: string | undefined): Promise<boolean>;
}
