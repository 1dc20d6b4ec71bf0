import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus, Workflow } from "lucide-react";
import { useState } from "react";
import { trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { cardClass, Section } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { CreatePublisher } from "./create-publisher.tsx";
import { PublisherRow } from "./publisher-row.tsx";

/** Repositories whose CI gets short-lived tokens without a stored secret. */
export function TrustedPublishersPage() {
  const isAdmin = useScopes().has("admin");
  const publishers = useInfiniteQuery(
    trpc.trustedPublishers.list.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.nextCursor, enabled: isAdmin }),
  );
  const [creating, setCreating] = useState(false);
  const items = publishers.data?.pages.flatMap((page) => page.items) ?? [];
  const create = (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden className="size-4" /> Trust a repository
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Trusted publishers"
        meta={<p>CI that gets short-lived tokens: no secret is stored there.</p>}
        actions={items.length > 0 && create}
      />
      {!isAdmin ? (
        <Empty icon={<Workflow />} title="Only administrators trust repositories">
          Ask an owner or an administrator of your organization to.
        </Empty>
      ) : publishers.isPending ? (
        <Loading what="trusted publishers" height="h-16" />
      ) : publishers.isError && items.length === 0 ? (
        <Failure error={publishers.error} retry={() => void publishers.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<Workflow />} title="No repository is trusted yet" actions={create}>
          Name the repository, and the branch or workflow whose runs may publish from GitHub Actions or GitLab CI.
        </Empty>
      ) : (
        <>
          <ul className={`${cardClass} divide-y divide-line`}>
            {items.map((publisher) => (
              <PublisherRow key={publisher.id} publisher={publisher} />
            ))}
          </ul>
          <LoadMore query={publishers} what="trusted publishers" />
          <Section title="In the workflow">
            <HowTo provider={items[0]?.provider ?? "github"} />
          </Section>
        </>
      )}
      {creating && <CreatePublisher onClose={() => setCreating(false)} />}
    </>
  );
}

function HowTo({ provider }: { provider: "github" | "gitlab" }) {
  const { origin } = location;
  const text =
    provider === "github"
      ? `permissions:\n  contents: read\n  id-token: write\nenv:\n  SURETY_URL: ${origin}\nsteps:\n  - uses: actions/checkout@v4\n  - run: npx surety publish openapi.json --service orders --version "$GITHUB_SHA"`
      : `publish:\n  id_tokens:\n    SURETY_ID_TOKEN:\n      aud: ${origin}\n  variables:\n    SURETY_URL: ${origin}\n  script:\n    - npx surety publish openapi.json --service orders --version "$CI_COMMIT_SHA"`;
  return (
    <>
      <p className="mb-3 text-muted">Without a token of its own, the command line exchanges that of the run.</p>
      <div className="relative">
        <pre
          tabIndex={0}
          aria-label="Part of a workflow"
          className="overflow-x-auto rounded-md border border-line bg-sunken p-3 pr-12 text-sm"
        >
          <code>{text}</code>
        </pre>
        <CopyButton text={text} what="the part of a workflow" className="absolute top-2 right-2" />
      </div>
    </>
  );
}
