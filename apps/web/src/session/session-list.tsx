import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { detailOf } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { cardClass } from "../ui/section.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";
import { sayBrowser } from "./say-browser.ts";

/** Where this person is signed in, with a way to end each but this one. */
export function SessionList() {
  const sessions = useInfiniteQuery(
    trpc.sessions.list.infiniteQueryOptions({ limit: 20 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const end = useMutation(
    trpc.sessions.delete.mutationOptions({
      onSuccess: async () => {
        toast({ tone: "yes", text: "The session is ended." });
        await queryClient.invalidateQueries({ queryKey: trpc.sessions.list.pathKey() });
      },
      onError: (error) => toast({ tone: "no", text: detailOf(error) }),
    }),
  );
  if (sessions.isPending) return <Loading what="sessions" rows={2} height="h-14" />;
  if (sessions.isError) return <Failure error={sessions.error} retry={() => void sessions.refetch()} />;
  const items = sessions.data.pages.flatMap((page) => page.items).sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  return (
    <>
      <ul className={`${cardClass} divide-y divide-line`}>
        {items.map(({ id, userAgent, isCurrent, createdAt, lastUsedAt, address }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
            <div className="min-w-0">
              <p className="break-words">
                {sayBrowser(userAgent ?? "")}
                {isCurrent && <span className="ml-2 rounded bg-yes-soft px-1.5 py-0.5 text-xs font-semibold text-yes">this one</span>}
              </p>
              <p className="text-sm text-muted">
                since <Moment at={createdAt} />
                {address === null ? "" : `, from ${address}`}
                {isCurrent || lastUsedAt === createdAt ? "" : ", last used "}
                {!isCurrent && lastUsedAt !== createdAt && <Moment at={lastUsedAt} />}
              </p>
            </div>
            {!isCurrent && (
              <Button size="sm" busy={end.isPending && end.variables.session === id} onClick={() => end.mutate({ session: id })}>
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      <LoadMore query={sessions} what="sessions" />
    </>
  );
}
