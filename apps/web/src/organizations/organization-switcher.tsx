import { useMutation, useQuery } from "@tanstack/react-query";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { detailOf } from "../client/problem.ts";
import { toast } from "../ui/toasts.tsx";
import { CreateOrganization } from "./create-organization.tsx";
import { organizationsQuery, switchOrganization } from "./organizations.ts";

const itemClass =
  "flex cursor-default items-center gap-2.5 rounded px-3 py-2 outline-none data-highlighted:bg-sunken data-disabled:text-muted [&>svg]:size-4 [&>svg]:shrink-0";

/** Names the organization that is shown, and leads to the others. */
export function OrganizationSwitcher({ current }: { current: { id: string; name: string } }) {
  const [open, setOpen] = useState(false);
  const [creating, setCreating] = useState(false);
  const organizations = useQuery({ ...organizationsQuery, enabled: open });
  const change = useMutation({
    mutationFn: (id: string) => switchOrganization(id),
    onError: (error) => toast({ tone: "no", text: detailOf(error) }),
  });
  return (
    <>
      <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
        <DropdownMenu.Trigger
          title={current.name}
          className="-ml-1 flex min-h-6 max-w-[calc(100%+--spacing(1))] min-w-0 items-center gap-1 rounded px-1 text-xs text-muted hover:bg-sunken hover:text-ink"
        >
          <span className="sr-only">Organization: </span>
          <span className="truncate">{current.name}</span>
          <ChevronsUpDown aria-hidden className="size-3 shrink-0" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="start"
            sideOffset={6}
            collisionPadding={12}
            className="z-50 max-h-[70vh] w-64 overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-[var(--shadow)]"
          >
            <DropdownMenu.Label className="px-3 py-1.5 text-xs font-medium text-muted">Your organizations</DropdownMenu.Label>
            <DropdownMenu.RadioGroup value={current.id} onValueChange={(id) => id !== current.id && change.mutate(id)}>
              {(organizations.data ?? [current]).map(({ id, name }) => (
                <DropdownMenu.RadioItem key={id} value={id} className={itemClass}>
                  <span className="min-w-0 flex-1 truncate" title={name}>
                    {name}
                  </span>
                  <DropdownMenu.ItemIndicator>
                    <Check aria-hidden className="size-4" />
                  </DropdownMenu.ItemIndicator>
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
            {organizations.isError && <p className="px-3 py-1.5 text-sm text-no">{detailOf(organizations.error)}</p>}
            <DropdownMenu.Separator className="my-1 h-px bg-line" />
            <DropdownMenu.Item className={itemClass} onSelect={() => setCreating(true)}>
              <Plus aria-hidden /> Create an organization
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {creating && <CreateOrganization onClose={() => setCreating(false)} />}
    </>
  );
}
