import { useMutation, useQuery } from "@tanstack/react-query";
import type { CheckKind } from "@surety/model/checks";
import { type Environment, Policy } from "@surety/model/environments";
import { useState } from "react";
import { seen } from "../client/etags.ts";
import { fieldError, isStale } from "../client/problem.ts";
import { client, queryClient, trpc } from "../client/trpc.ts";
import { Dialog } from "../ui/dialog.tsx";
import { DialogForm } from "../ui/dialog-form.tsx";
import { CheckField, TextField } from "../ui/field.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";
import { readLevels, writeLevels } from "./level-lines.ts";
import { WeighingFields } from "./weighing-fields.tsx";

interface EnvironmentDialogProps {
  /** The name; absent for a new one. */
  environment?: string;
  /** Where a new one stands. */
  nextPosition: number;
  onClose: () => void;
}

const checkHints: Record<CheckKind, string> = {
  lint: "The design rules found no new error.",
  diff: "Nothing breaks what the version before it promised, deployed or not.",
};

/** Creates an environment, or changes the order and the policy of one. */
export function EnvironmentDialog({ environment, nextPosition, onClose }: EnvironmentDialogProps) {
  return (
    <Dialog open onOpenChange={onClose} title={environment === undefined ? "Add an environment" : `Edit ${environment}`}>
      {environment === undefined ? (
        <EnvironmentForm nextPosition={nextPosition} onClose={onClose} />
      ) : (
        <Stored name={environment} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** The form of what is stored. What others change while it is open does not move the fields. */
function Stored({ name, onClose }: { name: string; onClose: () => void }) {
  const [reads, setReads] = useState(0);
  const stored = useQuery({
    queryKey: ["environment-to-edit", name, reads],
    queryFn: () => client.environments.get.query({ environment: name }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (stored.data === undefined)
    return stored.isError ? <Failure error={stored.error} retry={() => void stored.refetch()} /> : <Loading what={name} rows={3} />;
  return (
    <EnvironmentForm
      key={reads}
      environment={stored.data}
      nextPosition={stored.data.position}
      onClose={onClose}
      onReload={() => setReads(reads + 1)}
    />
  );
}

interface EnvironmentFormProps {
  environment?: Environment;
  nextPosition: number;
  onClose: () => void;
  onReload?: () => void;
}

function EnvironmentForm({ environment, nextPosition, onClose, onReload }: EnvironmentFormProps) {
  const [condition] = useState(() => (environment === undefined ? { ifNoneMatch: "*" } : seen(environment)));
  const [name, setName] = useState<string>(environment?.name ?? "");
  const [position, setPosition] = useState(String(nextPosition));
  const [policy, setPolicy] = useState<Policy>(() => environment?.policy ?? Policy.parse({}));
  const [levels, setLevels] = useState(() => writeLevels(policy.levels));
  const [badLine, setBadLine] = useState<string | undefined>();
  const put = useMutation(
    trpc.environments.put.mutationOptions({
      onSuccess: async ({ created, environment: saved }) => {
        toast({
          tone: "yes",
          text: created ? `${saved.name} is added.` : `${saved.name} is saved. Verdicts use the new policy from now on.`,
        });
        onClose();
        await queryClient.invalidateQueries();
      },
    }),
  );
  const submit = (overwrite: boolean) => {
    const read = readLevels(levels);
    setBadLine(read.bad);
    if (read.bad === undefined)
      put.mutate({
        environment: name.trim(),
        position: Number(position),
        policy: { ...policy, levels: read.levels },
        ...(overwrite ? {} : condition),
      });
  };
  const isTaken = environment === undefined && isStale(put.error);
  const require = (kind: CheckKind, required: boolean) =>
    setPolicy({
      ...policy,
      requiredChecks: required ? [...policy.requiredChecks, kind] : policy.requiredChecks.filter((one) => one !== kind),
    });
  return (
    <DialogForm
      onSubmit={submit}
      onCancel={onClose}
      onReload={onReload}
      submit={environment ? "Save" : "Add"}
      busy={put.isPending}
      error={isTaken ? null : put.error}
      fields={["/environment", "/position"]}
    >
      {!environment && (
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          placeholder="production"
          required
          maxLength={100}
          hint="Lower-case letters, digits, dots and dashes."
          error={isTaken ? "There is an environment of this name already." : fieldError(put.error, "/environment")}
          autoComplete="off"
        />
      )}
      <TextField
        label="Position"
        type="number"
        min={0}
        max={1000}
        step={1}
        required
        value={position}
        onChange={(event) => setPosition(event.target.value)}
        hint="Its place in the order: 0 comes first."
        error={fieldError(put.error, "/position")}
      />
      <fieldset className="space-y-3">
        <legend className="mb-2 text-sm font-medium">Before a version may enter</legend>
        {(["lint", "diff"] as const).map((kind) => (
          <CheckField
            key={kind}
            label={`The ${kind} check must have passed`}
            hint={checkHints[kind]}
            checked={policy.requiredChecks.includes(kind)}
            onChange={(event) => require(kind, event.target.checked)}
          />
        ))}
        <CheckField
          label="Block risky changes"
          hint="Those that may break someone, or that could not be decided. Breaking changes always block."
          checked={policy.risky === "block"}
          onChange={(event) => setPolicy({ ...policy, risky: event.target.checked ? "block" : "allow" })}
        />
      </fieldset>
      <WeighingFields policy={policy} onChange={setPolicy} levels={levels} onLevels={setLevels} />
      {badLine !== undefined && (
        <p role="alert" className="font-medium text-no">
          This is no level: {badLine}
        </p>
      )}
    </DialogForm>
  );
}
