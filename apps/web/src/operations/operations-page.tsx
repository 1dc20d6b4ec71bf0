import { useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { problemOf } from "../client/problem.ts";
import { trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { Section } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { FailedChecks } from "./failed-checks.tsx";
import { InstallationView } from "./installation-view.tsx";
import { REFRESH_MS } from "./refresh.ts";
import { WorkTable } from "./work-table.tsx";

/** What waits, runs and has failed, and what it runs on. */
export function OperationsPage() {
  const isAdmin = useScopes().has("admin");
  return (
    <>
      <PageHeader title="Operations" meta={<p>What waits, runs and has failed. Asked for again every five seconds.</p>} />
      {isAdmin ? (
        <AdminView />
      ) : (
        <Empty icon={<Activity />} title="Only administrators see operations">
          The checks of a version, and a button that runs them again, are on its own page.
        </Empty>
      )}
    </>
  );
}

function AdminView() {
  const work = useQuery(trpc.operations.getQueues.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <>
      <Section title="Your organization">
        {work.isPending ? (
          <Loading what="work" rows={1} height="h-40" />
        ) : work.data === undefined ? (
          <Failure error={work.error} retry={() => void work.refetch()} />
        ) : (
          <WorkTable queues={work.data.queues} of="your organization" />
        )}
      </Section>
      <Section title="Checks that could not be run">
        <FailedChecks />
      </Section>
      <InstallationPart />
    </>
  );
}

function InstallationPart() {
  const installation = useQuery(
    trpc.operations.getInstallation.queryOptions(undefined, {
      refetchInterval: ({ state }) => (problemOf(state.error)?.code === "forbidden" ? false : REFRESH_MS),
    }),
  );
  if (installation.isPending) return <Loading what="the installation" rows={2} height="h-24" />;
  if (installation.data !== undefined) return <InstallationView installation={installation.data} />;
  if (problemOf(installation.error)?.code === "forbidden")
    return (
      <p className="mt-9 text-sm text-muted">
        Servers, workers and the database are shown to the organization that operates this installation.
      </p>
    );
  return (
    <Section title="Installation">
      <Failure error={installation.error} retry={() => void installation.refetch()} />
    </Section>
  );
}
