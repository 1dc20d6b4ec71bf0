import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { RulesetName } from "@surety/model/names";
import type { RulesetListItem } from "@surety/model/rulesets";
import { Link, useNavigate } from "@tanstack/react-router";
import { Plus, Ruler } from "lucide-react";
import { useState } from "react";
import { seen } from "../client/etags.ts";
import { detailOf, isStale } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { DialogForm } from "../ui/dialog-form.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { plural } from "../ui/plural.ts";
import { cardClass } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { toast } from "../ui/toasts.tsx";
import { useRulesetReferences } from "./use-rulesets.ts";

/** The organization's rulesets, and the one that counts where nobody chose another. */
export function RulesetsPage() {
  const rulesets = useInfiniteQuery(
    trpc.rulesets.list.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const items = rulesets.data?.pages.flatMap((page) => page.items) ?? [];
  const canEdit = useScopes().has("admin");
  const [creating, setCreating] = useState(false);
  const add = canEdit && (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden className="size-4" /> New ruleset
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Rulesets"
        meta={<p>Design rules that contracts are judged by, in Spectral's format.</p>}
        actions={items.length > 0 && add}
      />
      <DefaultRuleset canEdit={canEdit} />
      {rulesets.isPending ? (
        <Loading what="rulesets" height="h-14" />
      ) : rulesets.isError && items.length === 0 ? (
        <Failure error={rulesets.error} retry={() => void rulesets.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<Ruler />} title="No ruleset of your own yet" actions={add}>
          <p>
            Start from surety:recommended or spectral:oas and change what your house does differently. You see what it finds before you save
            it.
          </p>
          {!canEdit && <p className="mt-2">Ask an administrator of your organization to add one.</p>}
        </Empty>
      ) : (
        <>
          <ul className={`${cardClass} divide-y divide-line`}>
            {items.map((item) => (
              <RulesetRow key={item.name} item={item} />
            ))}
          </ul>
          <LoadMore query={rulesets} what="rulesets" />
        </>
      )}
      {creating && <NewRuleset taken={items.map(({ name }) => name)} onClose={() => setCreating(false)} />}
    </>
  );
}

function RulesetRow({ item }: { item: RulesetListItem }) {
  const used = [...(item.isDefault ? ["the default"] : []), ...(item.services > 0 ? [plural(item.services, "service")] : [])];
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3.5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center sm:px-5">
      <div className="min-w-0">
        <Link
          to="/rulesets/$ruleset"
          params={{ ruleset: item.name }}
          className="rounded font-mono font-medium break-words text-accent underline"
        >
          {item.name}
        </Link>
        <p className="text-sm break-words text-muted">
          {plural(item.ruleCount, "rule")}
          {item.inherits.length > 0 && `, extends ${item.inherits.join(", ")}`}
          {used.length > 0 ? `; used by ${used.join(" and ")}` : "; not used yet"}
        </p>
      </div>
      <p className="text-sm text-muted">
        version {item.version} by {item.author}, <Moment at={item.createdAt} />
      </p>
    </li>
  );
}

function DefaultRuleset({ canEdit }: { canEdit: boolean }) {
  const chosen = useQuery(trpc.rulesets.getDefault.queryOptions());
  const references = useRulesetReferences();
  const put = useMutation(
    trpc.rulesets.putDefault.mutationOptions({
      onSuccess: async ({ ruleset }) => {
        toast({ tone: "yes", text: `${ruleset} judges from the next check of each service on.` });
        await queryClient.invalidateQueries();
      },
      onError: async (error) => {
        toast({
          tone: "no",
          text: isStale(error) ? "Somebody else has changed the default meanwhile: look at it again." : detailOf(error),
        });
        await queryClient.invalidateQueries({ queryKey: trpc.rulesets.pathKey() });
      },
    }),
  );
  if (chosen.data === undefined) return null;
  const value = chosen.data.ruleset;
  return (
    <div className="mb-6 max-w-md">
      <SelectField
        label="Default for services that have not chosen one"
        value={value}
        disabled={!canEdit || put.isPending}
        onChange={(event) => put.mutate({ ruleset: event.target.value, ...seen(chosen.data) })}
        hint="A change counts from each service's next lint check on."
      >
        {[...new Set([...references, value])].map((reference) => (
          <option key={reference} value={reference}>
            {reference}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function NewRuleset({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string | undefined>();
  const navigate = useNavigate();
  const submit = () => {
    const parsed = RulesetName.safeParse(name.trim());
    if (!parsed.success) setError(parsed.error.issues[0]?.message);
    else if (taken.includes(parsed.data)) setError("There is a ruleset of this name already.");
    else void navigate({ to: "/rulesets/$ruleset", params: { ruleset: parsed.data } });
  };
  return (
    <Dialog open onOpenChange={onClose} title="New ruleset">
      <DialogForm onSubmit={submit} onCancel={onClose} submit="Write it">
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          placeholder="house-style"
          required
          maxLength={100}
          hint="Other rulesets extend it as org: and this name."
          error={error}
          autoComplete="off"
        />
      </DialogForm>
    </Dialog>
  );
}
