import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import type { DeploymentMode } from "@surety/model/deployments";
import { type FormEvent, useState } from "react";
import { detailOf } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SelectField } from "../ui/field.tsx";
import { toast } from "../ui/toasts.tsx";
import { AnswerMark } from "../verdicts/answer.tsx";
import { Choice } from "../ui/choice.tsx";
import { Command } from "../ui/copy.tsx";
import { shortVersion } from "./version-label.tsx";

interface RecordDeploymentProps {
  service: string;
  /** Chosen at first; otherwise the newest. */
  version?: string;
  environment?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Records that a version now runs in an environment. Recording is no permission: the verdict is shown, not enforced. */
export function RecordDeployment(props: RecordDeploymentProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title="Record a deployment"
      description="Says what runs where; new versions are compared with it. Recording is not asking: the verdict is shown, not enforced."
    >
      <RecordForm {...props} />
    </Dialog>
  );
}

const modes: readonly { value: DeploymentMode; label: string }[] = [
  { value: "replace", label: "Replaces what runs there" },
  { value: "parallel", label: "Runs beside it" },
];

function RecordForm({ service, version, environment, onOpenChange }: RecordDeploymentProps) {
  const environments = useQuery(trpc.environments.list.queryOptions({ limit: 100 }));
  const versions = useInfiniteQuery(
    trpc.versions.list.infiniteQueryOptions({ service, limit: 50 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const names = [
    ...new Set([
      ...(version === undefined ? [] : [version]),
      ...(versions.data?.pages.flatMap(({ items }) => items.map(({ name }) => String(name))) ?? []),
    ]),
  ];
  const [chosenVersion = version ?? names[0] ?? "", setVersion] = useState<string>();
  const [chosenEnvironment = environment ?? environments.data?.items[0]?.name ?? "", setEnvironment] = useState<string>();
  const [mode, setMode] = useState<DeploymentMode>("replace");
  const asked = { service, version: chosenVersion, environment: chosenEnvironment };
  const verdict = useQuery(trpc.verdicts.get.queryOptions(asked, { enabled: chosenVersion !== "" && chosenEnvironment !== "" }));
  const record = useMutation(
    trpc.deployments.record.mutationOptions({
      onSuccess: async ({ created, deployment }) => {
        toast({
          tone: "yes",
          text: created
            ? `${service} ${shortVersion(deployment.version)} is now recorded in ${deployment.environment}.`
            : `${shortVersion(deployment.version)} was recorded there already.`,
        });
        onOpenChange(false);
        await queryClient.invalidateQueries();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    record.mutate({ ...asked, mode });
  };
  if (environments.data?.items.length === 0) return <p>There is no environment yet. Create one under Environments first.</p>;
  return (
    <form onSubmit={submit} className="space-y-4">
      <SelectField label="Environment" value={chosenEnvironment} onChange={(event) => setEnvironment(event.target.value)}>
        {environments.data?.items.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      <SelectField label="Version" value={chosenVersion} onChange={(event) => setVersion(event.target.value)}>
        {names.map((name) => (
          <option key={name} value={name}>
            {shortVersion(name)}
          </option>
        ))}
      </SelectField>
      {verdict.data && (
        <p className="text-sm" role="status">
          <AnswerMark answer={verdict.data.answer} settled={verdict.data.settled} />{" "}
          <span className="break-words text-muted">{verdict.data.summary}</span>
        </p>
      )}
      <Choice label="What happens to versions that run there" value={mode} options={modes} onChange={setMode} />
      <details className="text-sm">
        <summary className="w-fit rounded text-muted hover:text-ink">The same from a terminal or CI</summary>
        <div className="mt-2">
          <Command>{`npx surety record-deployment ${service}@${chosenVersion} --to ${chosenEnvironment}${mode === "parallel" ? " --parallel" : ""}`}</Command>
        </div>
      </details>
      {record.isError && (
        <p role="alert" className="font-medium text-no">
          {detailOf(record.error)}
        </p>
      )}
      <div className="flex justify-end gap-2 pt-2">
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" look="primary" busy={record.isPending} disabled={chosenVersion === "" || chosenEnvironment === ""}>
          Record
        </Button>
      </div>
    </form>
  );
}
