import { useMutation } from "@tanstack/react-query";
import { type Identity, Role } from "@surety/model/callers";
import type { Member } from "@surety/model/members";
import { useState } from "react";
import { seen } from "../client/etags.ts";
import { detailOf, isStale } from "../client/problem.ts";
import { client, queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Moment } from "../ui/moment.tsx";
import { toast } from "../ui/toasts.tsx";
import { roles } from "./roles.ts";

const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.members.list.pathKey() });

const changedMeanwhile = (name: string) => `Somebody else has changed the role of ${name} meanwhile: look at it again.`;

export function MemberRow({ member, viewer }: { member: Member; viewer: Identity }) {
  const isOwn = viewer.email === member.email;
  const mayChange = viewer.scopes.includes("admin") && !isOwn && (viewer.role === "owner" || member.role !== "owner");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3.5 sm:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="max-w-full truncate font-medium" title={member.name}>
            {member.name}
          </span>
          {isOwn && <span className="rounded bg-yes-soft px-1.5 py-0.5 text-xs font-semibold text-yes">you</span>}
        </p>
        <p className="flex flex-wrap gap-x-4 text-sm text-muted">
          <span className="max-w-full truncate" title={member.email}>
            {member.email}
          </span>
          <span>
            joined <Moment at={member.joinedAt} />
          </span>
        </p>
      </div>
      {mayChange ? <MemberActions member={member} isOwner={viewer.role === "owner"} /> : <span className="text-muted">{member.role}</span>}
    </li>
  );
}

function MemberActions({ member, isOwner }: { member: Member; isOwner: boolean }) {
  const [removing, setRemoving] = useState(false);
  const change = useMutation({
    // A list names no state of each: what is shown of this one is compared, then bound to.
    mutationFn: async (role: Role) => {
      const stored = await client.members.get.query({ member: member.id });
      if (stored.role !== member.role) throw new Error(changedMeanwhile(member.name));
      return client.members.put.mutate({ member: member.id, role, ...seen(stored) });
    },
    onSuccess: ({ name, role }) => toast({ tone: "yes", text: `${name} is ${role} now.` }),
    onError: (error) => toast({ tone: "no", text: isStale(error) ? changedMeanwhile(member.name) : detailOf(error) }),
    onSettled: refresh,
  });
  const remove = useMutation(
    trpc.members.delete.mutationOptions({
      onSuccess: async () => {
        setRemoving(false);
        toast({ tone: "yes", text: `${member.name} does not belong to the organization any more.` });
        await refresh();
      },
    }),
  );
  return (
    <div className="flex items-center gap-2">
      <select
        aria-label={`Role of ${member.name}`}
        className="min-h-8 rounded-md border border-line-strong bg-surface px-2 text-sm text-ink disabled:opacity-60"
        value={member.role}
        disabled={change.isPending}
        onChange={(event) => change.mutate(Role.parse(event.target.value))}
      >
        {roles
          .filter(({ role }) => isOwner || role !== "owner")
          .map(({ role }) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
      </select>
      <Button size="sm" onClick={() => setRemoving(true)}>
        Remove<span className="sr-only"> {member.name}</span>
      </Button>
      <Confirm
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${member.name}?`}
        action="Remove"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ member: member.id })}
      >
        The organization is closed to them at once, wherever they are signed in. Tokens stay: revoke those that they know.
      </Confirm>
    </div>
  );
}
