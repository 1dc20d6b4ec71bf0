import { useMutation } from "@tanstack/react-query";
import { CI_ISSUERS, CiProvider, type PublisherScope } from "@surety/model/trusted-publishers";
import { useState } from "react";
import { fieldError } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { readServiceNames } from "../services/read-service-names.ts";
import { Dialog } from "../ui/dialog.tsx";
import { DialogForm } from "../ui/dialog-form.tsx";
import { CheckField, SelectField, TextField } from "../ui/field.tsx";

const scopes: readonly { scope: PublisherScope; does: string }[] = [
  { scope: "read", does: "See services, versions, checks and verdicts" },
  { scope: "contracts:write", does: "Publish versions" },
  { scope: "deployments:write", does: "Record deployments, and all that exceptions:write lets" },
  { scope: "exceptions:write", does: "Accept changes and findings, until a day" },
];
const workflows = { github: ".github/workflows/release.yml", gitlab: ".gitlab-ci.yml" } as const;

/** Asks which runs of which repository to trust, and with what. */
export function CreatePublisher({ onClose }: { onClose: () => void }) {
  const [provider, setProvider] = useState<CiProvider>("github");
  const [fields, setFields] = useState({ repository: "", ref: "refs/heads/main", environment: "", workflow: "", issuer: "", services: "" });
  const [chosen, setChosen] = useState<readonly PublisherScope[]>(["read", "contracts:write"]);
  const [invalid, setInvalid] = useState<string>();
  const create = useMutation(
    trpc.trustedPublishers.create.mutationOptions({
      onSuccess: async () => {
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.trustedPublishers.list.pathKey() });
      },
    }),
  );
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
    autoComplete: "off",
    spellCheck: false,
    error: fieldError(create.error, `/${name}`) ?? (name === "services" ? invalid : undefined),
  });
  const submit = () => {
    const services = readServiceNames(fields.services);
    setInvalid(services === undefined ? "Names of services, separated by commas." : undefined);
    if (services === undefined) return;
    create.mutate({
      provider,
      repository: fields.repository.trim(),
      ref: fields.ref.trim() || null,
      environment: fields.environment.trim() || null,
      workflow: fields.workflow.trim() || null,
      ...(fields.issuer.trim() === "" ? {} : { issuer: fields.issuer.trim() }),
      scopes: [...chosen],
      services,
    });
  };
  return (
    <Dialog open onOpenChange={onClose} title="Trust a repository">
      <DialogForm
        onSubmit={submit}
        onCancel={onClose}
        submit="Trust"
        busy={create.isPending}
        disabled={chosen.length === 0}
        error={create.error}
        fields={["/repository", "/ref", "/environment", "/workflow", "/issuer"]}
      >
        <SelectField label="CI" value={provider} onChange={(event) => setProvider(CiProvider.parse(event.target.value))}>
          <option value="github">GitHub Actions</option>
          <option value="gitlab">GitLab CI</option>
        </SelectField>
        <TextField label="Repository" required placeholder="acme/orders" maxLength={255} {...field("repository")} />
        <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
          <TextField label="Git ref" placeholder="any" hint="A * may stand at its end: refs/tags/v*" {...field("ref")} />
          <TextField label="Environment" placeholder="any" {...field("environment")} />
          <TextField label="Workflow file" placeholder={workflows[provider]} hint="Left out: any" {...field("workflow")} />
          <TextField label="Services" placeholder="all" hint="The only ones that it may change" {...field("services")} />
        </div>
        <details>
          <summary className="cursor-pointer text-sm text-muted">An issuer of your own</summary>
          <div className="mt-3">
            <TextField
              label="Issuer"
              type="url"
              placeholder={CI_ISSUERS[provider]}
              hint="The server's administrator lists it first."
              {...field("issuer")}
            />
          </div>
        </details>
        <fieldset className="space-y-3">
          <legend className="mb-2 text-sm font-medium">Its runs may</legend>
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
      </DialogForm>
    </Dialog>
  );
}
