import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryClient, trpc } from "../client/trpc.ts";
import { Dialog } from "../ui/dialog.tsx";
import { DialogForm } from "../ui/dialog-form.tsx";
import { SelectField } from "../ui/field.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";

const CHOICES = [30, 90, 180, 365, 730, 3650];

/** Chooses how long entries are kept. */
export function AuditRetention({ onClose }: { onClose: () => void }) {
  const settings = useQuery(trpc.auditSettings.get.queryOptions());
  return (
    <Dialog open onOpenChange={onClose} title="How long are entries kept?" description="Older ones are deleted within an hour, for good.">
      {settings.isPending ? (
        <Loading what="settings" rows={1} />
      ) : settings.isError ? (
        <Failure error={settings.error} retry={() => void settings.refetch()} />
      ) : (
        <RetentionForm retentionDays={settings.data.retentionDays} onClose={onClose} />
      )}
    </Dialog>
  );
}

function RetentionForm({ retentionDays, onClose }: { retentionDays: number | null; onClose: () => void }) {
  const [days, setDays] = useState(String(retentionDays ?? ""));
  const put = useMutation(
    trpc.auditSettings.put.mutationOptions({
      onSuccess: async () => {
        onClose();
        toast({ tone: "yes", text: "The retention is changed." });
        await queryClient.invalidateQueries({ queryKey: trpc.auditEntries.list.pathKey() });
      },
    }),
  );
  const choices = retentionDays === null || CHOICES.includes(retentionDays) ? CHOICES : [retentionDays, ...CHOICES];
  return (
    <DialogForm
      onSubmit={() => put.mutate({ retentionDays: days === "" ? null : Number(days) })}
      onCancel={onClose}
      submit="Save"
      busy={put.isPending}
      error={put.error}
      fields={[]}
    >
      <SelectField label="Keep entries" value={days} onChange={(event) => setDays(event.target.value)}>
        <option value="">for good</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice} days
          </option>
        ))}
      </SelectField>
    </DialogForm>
  );
}
