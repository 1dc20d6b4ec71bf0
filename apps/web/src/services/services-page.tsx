import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useDeferredValue } from "react";
import { trpc } from "../client/trpc.ts";
import { sessionQuery } from "../session/session-query.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { plural } from "../ui/plural.ts";
import { SearchField } from "../ui/search-field.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { DemoProgress } from "./demo-progress.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { ServiceRow } from "./service-row.tsx";
import { useDemo } from "./use-demo.ts";

const route = getRouteApi("/shell/member/");

export function ServicesPage() {
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const search = useDeferredValue(q);
  const services = useInfiniteQuery(
    trpc.services.list.infiniteQueryOptions(
      { limit: 50, ...(search === "" ? {} : { search }) },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
    ),
  );
  const { data: session } = useQuery(sessionQuery);
  const demo = useDemo();
  const items = services.data?.pages.flatMap((page) => page.items) ?? [];
  const isNew = services.isSuccess && items.length === 0 && search === "";
  return (
    <>
      <PageHeader
        title="Services"
        meta={isNew ? undefined : <p>Can the newest version of each service be deployed, and where?</p>}
        actions={
          !isNew && (
            <SearchField
              label="Search services"
              value={q}
              onChange={(next) => void navigate({ search: { q: next || undefined }, replace: true })}
            />
          )
        }
      />
      <DemoProgress demo={demo} />
      {services.isPending ? (
        <Loading what="services" rows={4} height="h-24" />
      ) : services.isError && items.length === 0 ? (
        <Failure error={services.error} retry={() => void services.refetch()} />
      ) : isNew ? (
        demo.state === "idle" && <FirstSteps demo={demo} canLoadDemo={session?.scopes.includes("admin") ?? false} />
      ) : items.length === 0 ? (
        <Empty
          icon={<SearchX />}
          title={`No service matches “${search}”`}
          actions={<Button onClick={() => void navigate({ search: {}, replace: true })}>Show all services</Button>}
        >
          The search looks at names and titles.
        </Empty>
      ) : (
        <>
          <p className="sr-only" role="status">
            {plural(items.length, "service")} shown
          </p>
          <ul className="space-y-3">
            {items.map((service) => (
              <ServiceRow key={service.name} service={service} />
            ))}
          </ul>
          <LoadMore query={services} what="services" />
        </>
      )}
    </>
  );
}
