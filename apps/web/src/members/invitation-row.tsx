import { useMutation } from "@tanstack/react-query";
import type { Invitation } from "@surety/model/members";
import { detailOf } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { toast } from "../ui/toasts.tsx";

export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { email, role, status, invitedBy, expiresAt } = invitation;
  const revoke = useMutation(
    trpc.invitations.delete.mutationOptions({
      onSuccess: async () => {
        toast({ tone: "yes", text: `The invitation of ${email} does not work any more.` });
        await queryClient.invalidateQueries({ queryKey: trpc.invitations.list.pathKey() });
      },
      onError: (error) => toast({ tone: "no", text: detailOf(error) }),
    }),
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3.5 sm:px-5">
      <div className="min-w-0">
        <p className="max-w-full truncate font-medium" title={email}>
          {email}
        </p>
        <p className="flex flex-wrap gap-x-4 text-sm text-muted">
          <span>
            as {role}, by {invitedBy}
          </span>
          {status === "pending" ? (
            <span>
              expires <Moment at={expiresAt} />
            </span>
          ) : (
            <span>{status}</span>
          )}
        </p>
      </div>
      {status === "pending" && (
        <Button size="sm" busy={revoke.isPending} onClick={() => revoke.mutate({ invitation: invitation.id })}>
          Revoke<span className="sr-only"> the invitation of {email}</span>
        </Button>
      )}
    </li>
  );
}
