import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { problemOf } from "../client/problem.ts";
import { trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Moment } from "../ui/moment.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { plural } from "../ui/plural.ts";
import { Failure, Loading } from "../ui/states.tsx";
import { DeleteRuleset } from "./delete-ruleset.tsx";
import { RulesetEditor } from "./ruleset-editor.tsx";
import { RulesetHistory } from "./ruleset-history.tsx";

const route = getRouteApi("/shell/member/rulesets/$ruleset");

/** A ruleset to read or to edit; one that does not exist yet, for those who may store it. */
export function RulesetPage() {
  const { ruleset: name } = route.useParams();
  const ruleset = useQuery(trpc.rulesets.get.queryOptions({ ruleset: name }));
  const canEdit = useScopes().has("admin");
  const isNew = ruleset.isError && problemOf(ruleset.error)?.code === "ruleset_not_found" && canEdit;
  const data = ruleset.data;
  return (
    <>
      <PageHeader
        title={name}
        heading={<span className="font-mono">{name}</span>}
        crumbs={[
          <Link key="rulesets" to="/rulesets">
            Rulesets
          </Link>,
        ]}
        meta={
          data ? (
            <span>
              version {data.version}, {plural(data.ruleCount, "rule")}, by {data.author}, <Moment at={data.createdAt} />
            </span>
          ) : (
            isNew && <span>not stored yet</span>
          )
        }
      />
      {data || isNew ? (
        <>
          <RulesetEditor key={name} name={name} stored={data ?? null} canEdit={canEdit} />
          {data && <RulesetHistory name={name} latest={data} />}
          {data && canEdit && <DeleteRuleset name={name} />}
        </>
      ) : ruleset.isError ? (
        <Failure error={ruleset.error} retry={() => void ruleset.refetch()} />
      ) : (
        <Loading what="the ruleset" rows={3} height="h-40" />
      )}
    </>
  );
}
