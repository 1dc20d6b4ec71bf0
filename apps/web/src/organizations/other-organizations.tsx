import { useMutation, useQuery } from "@tanstack/react-query";
import { detailOf } from "../client/problem.ts";
import { sessionQuery } from "../session/session-query.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toasts.tsx";
import { organizationsQuery, switchOrganization } from "./organizations.ts";

/** What is not here may be in another organization of this person: a link says nothing of where it leads. */
export function OtherOrganizations() {
  const { data: session } = useQuery(sessionQuery);
  const { data: organizations } = useQuery({ ...organizationsQuery, enabled: session?.type === "member" });
  const look = useMutation({
    mutationFn: (id: string) => switchOrganization(id, "here"),
    onError: (error) => toast({ tone: "no", text: detailOf(error) }),
  });
  const others = organizations?.filter(({ id }) => id !== session?.organization.id) ?? [];
  if (!session || others.length === 0) return null;
  return (
    <div className="mt-4 max-w-prose">
      <p className="break-words">
        This is <strong className="font-semibold">{session.organization.name}</strong>. You belong to others too: a link may lead to one of
        them.
      </p>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        {others.map(({ id, name }) => (
          <Button key={id} size="sm" busy={look.isPending && look.variables === id} onClick={() => look.mutate(id)}>
            <span className="max-w-60 truncate">Look in {name}</span>
          </Button>
        ))}
      </div>
    </div>
  );
}
