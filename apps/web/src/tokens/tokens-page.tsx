import { useInfiniteQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { cardClass } from "../ui/section.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { CreateToken } from "./create-token.tsx";
import { TokenRow } from "./token-row.tsx";

export function TokensPage() {
  const isAdmin = useScopes().has("admin");
  const tokens = useInfiniteQuery(
    trpc.tokens.list.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.nextCursor, enabled: isAdmin }),
  );
  const [creating, setCreating] = useState(false);
  const items = tokens.data?.pages.flatMap((page) => page.items) ?? [];
  const create = (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden className="size-4" /> Create a token
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Tokens"
        meta={<p>For the command line, CI and other programs. Each can do only what its scopes say.</p>}
        actions={items.length > 0 && create}
      />
      {!isAdmin ? (
        <Empty icon={<KeyRound />} title="Only administrators manage tokens">
          Ask an owner or an administrator of your organization for one.
        </Empty>
      ) : tokens.isPending ? (
        <Loading what="tokens" height="h-14" />
      ) : tokens.isError && items.length === 0 ? (
        <Failure error={tokens.error} retry={() => void tokens.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<KeyRound />} title="No tokens yet" actions={create}>
          Create one to publish from a terminal or from CI. Its secret is shown once; only a hash of it is kept.
        </Empty>
      ) : (
        <>
          <ul className={`${cardClass} divide-y divide-line`}>
            {items.map((token) => (
              <TokenRow key={token.id} token={token} />
            ))}
          </ul>
          <LoadMore query={tokens} what="tokens" />
        </>
      )}
      {creating && <CreateToken onClose={() => setCreating(false)} />}
    </>
  );
}
