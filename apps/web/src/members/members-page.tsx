import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { trpc } from "../client/trpc.ts";
import { sessionQuery } from "../session/session-query.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { cardClass, Section } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { InvitationRow } from "./invitation-row.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { LeaveOrganization } from "./leave-organization.tsx";
import { MemberRow } from "./member-row.tsx";

/** Who belongs to the organization; for administrators, who is invited too. */
export function MembersPage() {
  const { data: session } = useQuery(sessionQuery);
  const isAdmin = session?.scopes.includes("admin") === true;
  const members = useInfiniteQuery(trpc.members.list.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.nextCursor }));
  const [inviting, setInviting] = useState(false);
  const items = members.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title="Members"
        meta={session && <p>Who belongs to {session.organization.name}, and what each may do.</p>}
        actions={
          isAdmin && (
            <Button look="primary" onClick={() => setInviting(true)}>
              <UserPlus aria-hidden className="size-4" /> Invite somebody
            </Button>
          )
        }
      />
      {members.isPending || !session ? (
        <Loading what="members" height="h-14" />
      ) : members.isError && items.length === 0 ? (
        <Failure error={members.error} retry={() => void members.refetch()} />
      ) : (
        <>
          <ul className={`${cardClass} divide-y divide-line`}>
            {items.map((member) => (
              <MemberRow key={member.id} member={member} viewer={session} />
            ))}
          </ul>
          <LoadMore query={members} what="members" />
        </>
      )}
      {isAdmin && <Invitations />}
      {session?.type === "member" && (
        <Section title="Leave">
          <LeaveOrganization organization={session.organization.name} />
        </Section>
      )}
      {inviting && <InviteDialog isOwner={session?.role === "owner"} onClose={() => setInviting(false)} />}
    </>
  );
}

function Invitations() {
  const invitations = useInfiniteQuery(
    trpc.invitations.list.infiniteQueryOptions({ limit: 20 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const items = invitations.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title="Invitations">
      {invitations.isPending ? (
        <Loading what="invitations" rows={2} height="h-14" />
      ) : invitations.isError && items.length === 0 ? (
        <Failure error={invitations.error} retry={() => void invitations.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<Users />} title="Nobody is invited">
          An invitation is a link for one e-mail address. It works once, for as long as you say.
        </Empty>
      ) : (
        <>
          <ul className={`${cardClass} divide-y divide-line`}>
            {items.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
          <LoadMore query={invitations} what="invitations" />
        </>
      )}
    </Section>
  );
}
