import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryClient } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { cardClass } from "../ui/section.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";
import { authClient } from "./auth-client.ts";
import { sayBrowser } from "./say-browser.ts";

const sessionsQuery = queryOptions({
  queryKey: ["auth", "sessions"],
  queryFn: async () => {
    const [own, all] = await Promise.all([authClient.getSession(), authClient.listSessions()]);
    const error = own.error ?? all.error;
    if (error) throw new Error(error.message ?? "The sessions could not be read.");
    const current = own.data?.session.token;
    return (all.data ?? [])
      .map((session) => ({ ...session, isCurrent: session.token === current }))
      .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.updatedAt.getTime() - a.updatedAt.getTime());
  },
});

/** Where this person is signed in, with a way to end each but this one. */
export function SessionList() {
  const sessions = useQuery(sessionsQuery);
  const [ending, setEnding] = useState<string>();
  const end = async (token: string) => {
    setEnding(token);
    const { error } = await authClient.revokeSession({ token });
    setEnding(undefined);
    toast(
      error
        ? { tone: "no", text: error.message ?? "The session could not be ended. Try again." }
        : { tone: "yes", text: "The session is ended." },
    );
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  if (sessions.isError) return <Failure error={sessions.error} retry={() => void sessions.refetch()} />;
  if (!sessions.data) return <Loading what="sessions" rows={2} height="h-14" />;
  return (
    <ul className={`${cardClass} divide-y divide-line`}>
      {sessions.data.map((session) => (
        <li key={session.token} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
          <div className="min-w-0">
            <p className="break-words">
              {sayBrowser(session.userAgent ?? "")}
              {session.isCurrent && <span className="ml-2 rounded bg-yes-soft px-1.5 py-0.5 text-xs font-semibold text-yes">this one</span>}
            </p>
            <p className="text-sm text-muted">
              since <Moment at={session.createdAt.toISOString()} />
              {session.ipAddress ? `, from ${session.ipAddress}` : ""}
            </p>
          </div>
          {!session.isCurrent && (
            <Button size="sm" busy={ending === session.token} onClick={() => void end(session.token)}>
              End
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
