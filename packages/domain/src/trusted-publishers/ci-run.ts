import type { CiProvider } from "@surety/model/trusted-publishers";
import type { IdToken } from "./id-token-verifier.ts";

/** What rules are compared with. */
export interface CiRun {
  readonly provider: CiProvider;
  /** In lower case: neither provider tells repositories apart by case. */
  readonly repository: string;
  readonly repositoryId: string;
  readonly ref: string;
  readonly environment: string | null;
  readonly workflow: string | null;
  /** For people: which run it was. */
  readonly name: string;
}

/** Reads the claims of a run by the names that its provider gives them; null when they are of neither. */
export function ciRunOf({ claims }: Pick<IdToken, "claims">): CiRun | null {
  const text = (name: string) => (typeof claims[name] === "string" || typeof claims[name] === "number" ? String(claims[name]) : null);
  return text("repository") === null ? gitlabRun(text) : githubRun(text);
}

type Claim = (name: string) => string | null;

/** https://docs.github.com/en/actions/reference/security/oidc */
function githubRun(claim: Claim): CiRun | null {
  const [repository, repositoryId, ref] = [claim("repository"), claim("repository_id"), claim("ref")];
  if (repository === null || repositoryId === null || ref === null) return null;
  // acme/orders/.github/workflows/release.yml@refs/heads/main
  const path = claim("workflow_ref")?.split("@", 1)[0];
  return {
    provider: "github",
    repository: repository.toLowerCase(),
    repositoryId,
    ref,
    environment: claim("environment"),
    workflow: path?.startsWith(`${repository}/`) ? path.slice(repository.length + 1) : null,
    name: `GitHub run ${claim("run_id") ?? "?"} of ${repository}`,
  };
}

/** https://docs.gitlab.com/ci/secrets/id_token_authentication/ */
function gitlabRun(claim: Claim): CiRun | null {
  const [project, projectId, ref] = [claim("project_path"), claim("project_id"), claim("ref")];
  if (project === null || projectId === null || ref === null) return null;
  // gitlab.com/acme/orders//.gitlab-ci.yml@refs/heads/main
  const workflow = /\/\/(.+?)@/.exec(claim("ci_config_ref_uri") ?? "")?.[1] ?? null;
  return {
    provider: "gitlab",
    repository: project.toLowerCase(),
    repositoryId: projectId,
    ref: claim("ref_path") ?? `refs/${claim("ref_type") === "tag" ? "tags" : "heads"}/${ref}`,
    environment: claim("environment"),
    workflow,
    name: `GitLab job ${claim("job_id") ?? "?"} of ${project}`,
  };
}
