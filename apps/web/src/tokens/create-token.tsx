import { useMutation } from "@tanstack/react-query";
import type { CreatedToken, CreateTokenInput, Scope } from "@surety/model/callers";
import { useState } from "react";
import { fieldError } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { readServiceNames } from "../services/read-service-names.ts";
import { Command } from "../ui/copy.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { DialogForm } from "../ui/dialog-form.tsx";
import { CheckField, SelectField, TextField } from "../ui/field.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";

const scopes: readonly { scope: Scope; does: string }[] = [
  { scope: "read", does: "See services, versions, checks and verdicts" },
  { scope: "contracts:write", does: "Publish versions" },
  { scope: "deployments:write", does: "Record deployments, and all that exceptions:write lets" },
  { scope: "exceptions:write", does: "Accept changes and findings, until a day" },
  { scope: "admin", does: "Manage environments, rulesets, tokens and members" },
];
const lifetimes = [
  { days: "30", label: "30 days" },
  { days: "90", label: "90 days" },
  { days: "365", label: "one year" },
  { days: "", label: "no expiry" },
];

/** Creates a token, then shows its secret once. */
export function CreateToken({ onClose }: { onClose: () => void }) {
  const create = useMutation(
    trpc.tokens.create.mutationOptions({ onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.tokens.list.pathKey() }) }),
  );
  return (
    <Dialog open onOpenChange={onClose} title={create.data ? "Copy the token now" : "Create a token"}>
      {create.data ? <Secret token={create.data} onClose={onClose} /> : <TokenForm create={create} onClose={onClose} />}
    </Dialog>
  );
}

interface TokenFormProps {
  create: {
    mutate: (input: CreateTokenInput) => void;
    isPending: boolean;
    error: unknown;
  };
  onClose: () => void;
}

function TokenForm({ create, onClose }: TokenFormProps) {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly Scope[]>(["read", "contracts:write", "deployments:write"]);
  const [days, setDays] = useState("365");
  const [services, setServices] = useState("");
  const [invalid, setInvalid] = useState<string>();
  const submit = () => {
    const only = readServiceNames(services);
    setInvalid(only === undefined ? "Names of services, separated by commas." : undefined);
    if (only !== undefined) create.mutate({ name, scopes: [...chosen], services: only, expiresInDays: days === "" ? null : Number(days) });
  };
  return (
    <DialogForm
      onSubmit={submit}
      onCancel={onClose}
      submit="Create"
      busy={create.isPending}
      disabled={chosen.length === 0}
      error={create.error}
      fields={["/name", "/services"]}
    >
      <TextField
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        placeholder="CI of orders"
        required
        maxLength={100}
        autoComplete="off"
        hint="Where it is used, so that you know what to revoke."
        error={fieldError(create.error, "/name")}
      />
      <fieldset className="space-y-3">
        <legend className="mb-2 text-sm font-medium">It may</legend>
        {scopes.map(({ scope, does }) => (
          <CheckField
            key={scope}
            label={scope}
            hint={does}
            checked={chosen.includes(scope)}
            onChange={(event) => setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))}
          />
        ))}
      </fieldset>
      <TextField
        label="Services"
        value={services}
        onChange={(event) => setServices(event.target.value)}
        placeholder="all"
        autoComplete="off"
        spellCheck={false}
        hint="The only ones that it may change; it reads all."
        error={invalid ?? fieldError(create.error, "/services")}
      />
      <SelectField label="Expires after" value={days} onChange={(event) => setDays(event.target.value)}>
        {lifetimes.map((lifetime) => (
          <option key={lifetime.days} value={lifetime.days}>
            {lifetime.label}
          </option>
        ))}
      </SelectField>
    </DialogForm>
  );
}

function Secret({ token, onClose }: { token: CreatedToken; onClose: () => void }) {
  return (
    <ShownOnce
      secret={token.secret}
      what="the token"
      testId="token-secret"
      notice={`This is the only time that the secret of ${token.name} is shown. Only a hash of it is kept.`}
      onClose={onClose}
    >
      <div>
        <p className="mb-2 text-sm font-medium">Sign the command line in with it</p>
        <Command>{`npx surety login --url ${location.origin} --token ${token.secret}`}</Command>
      </div>
    </ShownOnce>
  );
}
