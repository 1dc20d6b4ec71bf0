import { WEBHOOK_EVENT_TYPES, type WebhookEventType } from "@surety/model/webhooks";
import { useState } from "react";
import { fieldError } from "../client/problem.ts";
import { DialogForm } from "../ui/dialog-form.tsx";
import { CheckField, TextField } from "../ui/field.tsx";
import { EVENT_LABELS } from "./event-labels.ts";

export interface WebhookFields {
  readonly url: string;
  readonly description: string;
  readonly eventTypes: WebhookEventType[];
}

interface WebhookFormProps {
  initial?: WebhookFields;
  submit: string;
  busy: boolean;
  error: unknown;
  onSubmit: (fields: WebhookFields, overwrite: boolean) => void;
  onCancel: () => void;
  onReload?: () => void;
}

const NEW: WebhookFields = { url: "", description: "", eventTypes: ["version.published", "check.completed", "verdict.changed"] };

/** Where events go, and which. */
export function WebhookForm({ initial = NEW, submit, busy, error, onSubmit, onCancel, onReload }: WebhookFormProps) {
  const [url, setUrl] = useState(initial.url);
  const [description, setDescription] = useState(initial.description);
  const [chosen, setChosen] = useState<readonly WebhookEventType[]>(initial.eventTypes);
  return (
    <DialogForm
      onSubmit={(overwrite) => onSubmit({ url, description, eventTypes: [...chosen] }, overwrite)}
      onCancel={onCancel}
      onReload={onReload}
      submit={submit}
      busy={busy}
      disabled={chosen.length === 0}
      error={error}
      fields={["/url"]}
    >
      <TextField
        label="Address"
        type="url"
        inputMode="url"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        placeholder="https://chat.example.com/hooks/surety"
        required
        maxLength={2048}
        autoComplete="off"
        spellCheck={false}
        hint="Gets each event by POST, as JSON."
        error={fieldError(error, "/url")}
      />
      <TextField
        label="Description"
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        placeholder="The channel of the orders team"
        maxLength={200}
        autoComplete="off"
      />
      <fieldset className="space-y-3">
        <legend className="mb-2 text-sm font-medium">Events</legend>
        {WEBHOOK_EVENT_TYPES.map((type) => (
          <CheckField
            key={type}
            label={type}
            hint={EVENT_LABELS[type]}
            checked={chosen.includes(type)}
            onChange={(event) => setChosen(event.target.checked ? [...chosen, type] : chosen.filter((one) => one !== type))}
          />
        ))}
      </fieldset>
    </DialogForm>
  );
}
