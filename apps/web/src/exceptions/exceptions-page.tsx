import { useInfiniteQuery } from "@tanstack/react-query";
import { Handshake } from "lucide-react";
import { trpc } from "../client/trpc.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { cardClass } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { ExceptionRow } from "./exception-row.tsx";

/** What somebody answers for, the newest first. */
export function ExceptionsPage() {
  const exceptions = useInfiniteQuery(
    trpc.exceptions.list.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const items = exceptions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title="Exceptions"
        meta={<p>Changes and findings that do not count, because somebody answers for them. Each has a last day.</p>}
      />
      {exceptions.isPending ? (
        <Loading what="exceptions" height="h-14" />
      ) : exceptions.isError && items.length === 0 ? (
        <Failure error={exceptions.error} retry={() => void exceptions.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<Handshake />} title="Nothing is accepted">
          A change can be accepted in the verdict, a finding on the findings page of a version, both with `surety accept`: with a reason and
          a last day.
        </Empty>
      ) : (
        <>
          <ul className={`${cardClass} divide-y divide-line`}>
            {items.map((exception) => (
              <ExceptionRow key={exception.id} exception={exception} />
            ))}
          </ul>
          <LoadMore query={exceptions} what="exceptions" />
        </>
      )}
    </>
  );
}
