import { useMutation, useQuery } from "@tanstack/react-query";
import type { ServiceListItem } from "@surety/model/services";
import { Link } from "@tanstack/react-router";
import { seen } from "../client/etags.ts";
import { detailOf, isStale } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { SelectField } from "../ui/field.tsx";
import { Section } from "../ui/section.tsx";
import { toast } from "../ui/toasts.tsx";
import { useRulesetReferences } from "./use-rulesets.ts";

/** What a service's contracts are judged by: its own choice, or the organization's. */
export function ServiceRuleset({ service }: { service: ServiceListItem }) {
  const general = useQuery(trpc.rulesets.getDefault.queryOptions());
  const references = useRulesetReferences();
  const canEdit = useScopes().has("contracts:write");
  const put = useMutation(
    trpc.services.put.mutationOptions({
      onSuccess: async ({ service: saved }) => {
        toast({ tone: "yes", text: `${saved.ruleset ?? "The default"} judges ${saved.name} from its next lint check on.` });
        await queryClient.invalidateQueries();
      },
      onError: async (error) => {
        toast({
          tone: "no",
          text: isStale(error) ? `Somebody else has changed ${service.name} meanwhile: look at it again.` : detailOf(error),
        });
        await queryClient.invalidateQueries({ queryKey: trpc.services.pathKey() });
      },
    }),
  );
  const { name, ruleset } = service;
  return (
    <Section title="Design rules">
      <div className="max-w-md">
        <SelectField
          label="Ruleset"
          value={ruleset ?? ""}
          disabled={!canEdit || put.isPending}
          onChange={(event) =>
            put.mutate({ service: name, ruleset: event.target.value === "" ? null : event.target.value, ...seen(service) })
          }
          hint={
            <>
              Counts from the next lint check on: the next version, or “Run again”.{" "}
              <Link to="/rulesets" className="rounded text-accent underline">
                Rulesets
              </Link>
            </>
          }
        >
          <option value="">The default{general.data ? ` (${general.data.ruleset})` : ""}</option>
          {[...new Set([...references, ...(ruleset === null ? [] : [ruleset])])].map((reference) => (
            <option key={reference} value={reference}>
              {reference}
            </option>
          ))}
        </SelectField>
      </div>
    </Section>
  );
}
