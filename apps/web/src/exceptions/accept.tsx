import { useMutation } from "@tanstack/react-query";
import type { ExceptionSubject } from "@surety/model/exceptions";
import { useState } from "react";
import { fieldError } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { DialogForm } from "../ui/dialog-form.tsx";
import { CheckField, TextField } from "../ui/field.tsx";
import { toast } from "../ui/toasts.tsx";

interface AcceptProps {
  subject: ExceptionSubject;
  fingerprint: string;
  /** What people know it by: a coordinate, a rule. */
  what: string;
  /** The same, where several of it are on a page: for those who do not see where the button stands. */
  where?: string;
  service: string;
  /** The one that is looked at; without it, in every environment. */
  environment?: string;
}

/** The button by which somebody answers for a change or a finding, where they may. */
export function Accept(props: AcceptProps) {
  const canAccept = useScopes().has("exceptions:write");
  const [open, setOpen] = useState(false);
  if (!canAccept) return null;
  return (
    <div>
      <Button size="sm" onClick={() => setOpen(true)}>
        Accept…
        <span className="sr-only">
          {" "}
          {props.what}
          {props.where === undefined ? "" : `, ${props.where}`}
        </span>
      </Button>
      {open && <AcceptDialog {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const placeholders: Record<ExceptionSubject, string> = {
  change: "The mobile team reads it from the detail since 5.2",
  finding: "Clients call it so since 2019; version 2 renames it",
};

function AcceptDialog({ subject, fingerprint, what, service, environment, onClose }: AcceptProps & { onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [expires, setExpires] = useState(() => inDays(30));
  const [days] = useState(() => ({ min: inDays(0), max: inDays(365) }));
  const [everywhere, setEverywhere] = useState(false);
  const create = useMutation(
    trpc.exceptions.create.mutationOptions({
      onSuccess: async () => {
        toast({ tone: "yes", text: `${fingerprint} is accepted until ${expires}.` });
        onClose();
        await queryClient.invalidateQueries();
      },
    }),
  );
  const submit = () => {
    const where = everywhere || environment === undefined ? {} : { environment };
    create.mutate({ subject, fingerprint, service, reason, expires, ...where });
  };
  return (
    <Dialog open onOpenChange={onClose} title={`Answer for this ${subject}`}>
      <DialogForm
        onSubmit={submit}
        onCancel={onClose}
        submit="Accept"
        busy={create.isPending}
        error={create.error}
        fields={["/reason", "/expires"]}
      >
        <p className="break-words text-muted">
          {subject === "finding" && "This finding of "}
          <code className="text-ink">{what}</code> will no longer count in verdicts for {service}. It stays visible there, with your name,
          your reason and the last day.
        </p>
        <TextField
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder={placeholders[subject]}
          required
          maxLength={2000}
          autoComplete="off"
          error={fieldError(create.error, "/reason")}
        />
        <TextField
          label="Last day"
          type="date"
          value={expires}
          min={days.min}
          max={days.max}
          onChange={(event) => setExpires(event.target.value)}
          required
          hint={`Afterwards the ${subject} counts again. At most a year.`}
          error={fieldError(create.error, "/expires")}
        />
        {environment !== undefined && (
          <CheckField
            label="In every environment"
            hint={`Otherwise in ${environment} only.`}
            checked={everywhere}
            onChange={(event) => setEverywhere(event.target.checked)}
          />
        )}
      </DialogForm>
    </Dialog>
  );
}
