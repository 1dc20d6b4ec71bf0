import { useMutation, useQuery } from "@tanstack/react-query";
import { Role } from "@surety/model/callers";
import type { CreatedInvitation } from "@surety/model/members";
import { useState } from "react";
import { fieldError } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { signInWaysQuery } from "../session/sign-in-ways.ts";
import { Dialog } from "../ui/dialog.tsx";
import { DialogForm } from "../ui/dialog-form.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import { roles } from "./roles.ts";

/** Invites an e-mail address, then shows the link once. */
export function InviteDialog({ isOwner, onClose }: { isOwner: boolean; onClose: () => void }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [days, setDays] = useState("7");
  const invite = useMutation(
    trpc.invitations.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.invitations.list.pathKey() }),
    }),
  );
  if (invite.data)
    return (
      <Dialog open onOpenChange={onClose} title="Copy the link now">
        <InvitationLink invitation={invite.data} onClose={onClose} />
      </Dialog>
    );
  return (
    <Dialog open onOpenChange={onClose} title="Invite somebody">
      <DialogForm
        onSubmit={() => invite.mutate({ email, role, expiresInDays: Number(days) })}
        onCancel={onClose}
        submit="Invite"
        busy={invite.isPending}
        error={invite.error}
        fields={["/email"]}
      >
        <TextField
          label="E-mail address"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          placeholder="grace@example.com"
          required
          maxLength={254}
          autoComplete="off"
          hint="The invitation is for this address alone."
          error={fieldError(invite.error, "/email")}
        />
        <SelectField label="Role" value={role} onChange={(event) => setRole(Role.parse(event.target.value))}>
          {roles
            .filter((one) => isOwner || one.role !== "owner")
            .map((one) => (
              <option key={one.role} value={one.role}>
                {one.role}: {one.does}
              </option>
            ))}
        </SelectField>
        <SelectField label="The link works for" value={days} onChange={(event) => setDays(event.target.value)}>
          <option value="1">one day</option>
          <option value="7">a week</option>
          <option value="30">30 days</option>
        </SelectField>
      </DialogForm>
    </Dialog>
  );
}

function InvitationLink({ invitation, onClose }: { invitation: CreatedInvitation; onClose: () => void }) {
  const { data: ways } = useQuery(signInWaysQuery);
  const passOn = ways?.mail === true ? `It is mailed to ${invitation.email}, too.` : `Pass it on to ${invitation.email}.`;
  return (
    <ShownOnce
      secret={new URL(invitation.link, location.origin).href}
      what="the link"
      testId="invitation-link"
      notice={`${passOn} It works once, and this is the only time that it is shown: inviting the same address again makes another one.`}
      onClose={onClose}
    />
  );
}
