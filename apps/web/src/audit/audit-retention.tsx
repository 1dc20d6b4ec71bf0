import type { AuditSettings } from "@surety/model/audit-entries";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { seen } from "../client/etags.ts";
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
        <RetentionForm settings={settings.data} onClose={onClose} />
      )}
    </Dialog>
  );
}

function RetentionForm({ settings, onClose }: { settings: AuditSettings; onClose: () => void }) {
  const [base, setBase] = useState(settings);
  const { retentionDays } = base;
  const [days, setDays] = useState(String(retentionDays ?? ""));
  const put = useMutation(
    trpc.auditSettings.put.mutationOptions({
      onSuccess: async () => {
        onClose();
        toast({ tone: "yes", text: "The retention is changed." });
        await Promise.all(
          [trpc.auditEntries, trpc.auditSettings].map((changed) => queryClient.invalidateQueries({ queryKey: changed.pathKey() })),
        );
      },
    }),
  );
  const reload = async () => {
    put.reset();
    const stored = await queryClient.fetchQuery(trpc.auditSettings.get.queryOptions(undefined, { staleTime: 0 }));
    setBase(stored);
    setDays(String(stored.retentionDays ?? ""));
  };
  const choices = retentionDays === null || CHOICES.includes(retentionDays) ? CHOICES : [retentionDays, ...CHOICES];
  return (
    <DialogForm
      onSubmit={(overwrite) => put.mutate({ retentionDays: days === "" ? null : Number(days), ...(overwrite ? {} : seen(base)) })}
      onCancel={onClose}
      onReload={() => void reload()}
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
