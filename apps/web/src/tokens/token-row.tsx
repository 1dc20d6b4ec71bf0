import { useMutation } from "@tanstack/react-query";
import type { Token } from "@surety/model/callers";
import { useState } from "react";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Moment } from "../ui/moment.tsx";
import { toast } from "../ui/toasts.tsx";

export function TokenRow({ token }: { token: Token }) {
  const [asking, setAsking] = useState(false);
  const revoke = useMutation(
    trpc.tokens.delete.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        toast({ tone: "yes", text: `${token.name} is revoked.` });
        await queryClient.invalidateQueries({ queryKey: trpc.tokens.list.pathKey() });
      },
    }),
  );
  const [openedAt] = useState(() => Date.now());
  const expired = token.expiresAt !== null && Date.parse(token.expiresAt) < openedAt;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-3.5 sm:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="max-w-full truncate font-medium" title={token.name}>
            {token.name}
          </span>
          <code className="text-sm text-muted">{token.prefix}…</code>
          {expired && <span className="text-sm font-semibold text-no">expired</span>}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
          <span className="flex flex-wrap gap-1.5">
            {token.scopes.map((scope) => (
              <span key={scope} className="rounded bg-sunken px-1.5 font-mono text-xs leading-5 text-ink">
                {scope}
              </span>
            ))}
          </span>
          {token.services !== null && <span className="break-words">changes only {token.services.join(", ")}</span>}
          <span>
            created <Moment at={token.createdAt} />
          </span>
          <span>
            {token.lastUsedAt ? (
              <>
                last used <Moment at={token.lastUsedAt} />
              </>
            ) : (
              "never used"
            )}
          </span>
          {!expired && (
            <span>
              {token.expiresAt ? (
                <>
                  expires <Moment at={token.expiresAt} />
                </>
              ) : (
                "never expires"
              )}
            </span>
          )}
        </p>
      </div>
      <Button size="sm" onClick={() => setAsking(true)}>
        Revoke<span className="sr-only"> {token.name}</span>
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Revoke ${token.name}?`}
        action="Revoke"
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate({ token: token.id })}
      >
        Programs that use it are refused from now on. This cannot be undone; create another one instead.
      </Confirm>
    </li>
  );
}
