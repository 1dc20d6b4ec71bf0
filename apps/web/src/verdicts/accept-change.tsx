import { useMutation } from "@tanstack/react-query";
import type { Change } from "@surety/model/changes";
import type { Verdict } from "@surety/model/verdicts";
import { type FormEvent, useState } from "react";
import { detailOf, problemOf } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField, TextField } from "../ui/field.tsx";
import { toast } from "../ui/toasts.tsx";

/** The button by which somebody answers for a change, where they may. */
export function AcceptChange({ change, verdict }: { change: Change; verdict: Verdict }) {
  const canAccept = useScopes().has("exceptions:write");
  const [open, setOpen] = useState(false);
  if (!canAccept) return null;
  return (
    <div>
      <Button size="sm" onClick={() => setOpen(true)}>
        Accept…<span className="sr-only"> {change.coordinate}</span>
      </Button>
      {open && <AcceptDialog change={change} verdict={verdict} onClose={() => setOpen(false)} />}
    </div>
  );
}

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

function AcceptDialog({ change, verdict, onClose }: { change: Change; verdict: Verdict; onClose: () => void }) {
  const { service, environment } = verdict;
  const [reason, setReason] = useState("");
  const [expires, setExpires] = useState(() => inDays(30));
  const [days] = useState(() => ({ min: inDays(0), max: inDays(365) }));
  const [everywhere, setEverywhere] = useState(false);
  const create = useMutation(
    trpc.exceptions.create.mutationOptions({
      onSuccess: async () => {
        toast({ tone: "yes", text: `${change.fingerprint} is accepted until ${expires}.` });
        onClose();
        await queryClient.invalidateQueries();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { fingerprint } = change;
    create.mutate({ subject: "change", fingerprint, service, reason, expires, ...(everywhere ? {} : { environment }) });
  };
  const fieldError = (pointer: string) => problemOf(create.error)?.errors?.find((error) => error.pointer === pointer)?.detail;
  return (
    <Dialog open onOpenChange={onClose} title="Answer for this change">
      <form onSubmit={submit} className="space-y-5">
        <p className="break-words text-muted">
          <code className="text-ink">{change.coordinate}</code> will no longer count in verdicts for {service}. It stays visible there, with
          your name, your reason and the last day.
        </p>
        <TextField
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder="The mobile team reads it from the detail since 5.2"
          required
          maxLength={2000}
          autoComplete="off"
          error={fieldError("/reason")}
        />
        <TextField
          label="Last day"
          type="date"
          value={expires}
          min={days.min}
          max={days.max}
          onChange={(event) => setExpires(event.target.value)}
          required
          hint="Afterwards the change counts again. At most a year."
          error={fieldError("/expires")}
        />
        <CheckField
          label="In every environment"
          hint={`Otherwise in ${environment} only.`}
          checked={everywhere}
          onChange={(event) => setEverywhere(event.target.checked)}
        />
        {create.isError && !problemOf(create.error)?.errors && (
          <p role="alert" className="font-medium text-no">
            {detailOf(create.error)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Accept
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
