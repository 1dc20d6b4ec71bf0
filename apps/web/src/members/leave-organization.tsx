import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { setOrganizationOfTab } from "../client/organization.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";

export function LeaveOrganization({ organization }: { organization: string }) {
  const [asking, setAsking] = useState(false);
  const leave = useMutation(
    trpc.membership.delete.mutationOptions({
      onSuccess: () => {
        setOrganizationOfTab(null);
        queryClient.clear();
        location.assign("/");
      },
    }),
  );
  return (
    <>
      <p className="mb-3 text-muted">You lose access at once. Only an invitation brings you back.</p>
      <Button onClick={() => setAsking(true)}>Leave {organization}</Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Leave ${organization}?`}
        action="Leave"
        busy={leave.isPending}
        error={leave.error}
        onConfirm={() => leave.mutate()}
      >
        You lose access at once. Only an invitation brings you back.
      </Confirm>
    </>
  );
}
