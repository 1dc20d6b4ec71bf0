import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { DialogForm } from "../ui/dialog-form.tsx";
import { TextField } from "../ui/field.tsx";
import { createOrganization } from "./organizations.ts";

export function CreateOrganization({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const create = useMutation({ mutationFn: createOrganization });
  return (
    <Dialog open onOpenChange={onClose} title="Create an organization" description="You own it. Nothing of this one is seen there.">
      <DialogForm
        onSubmit={() => create.mutate(name.trim())}
        onCancel={onClose}
        submit="Create"
        busy={create.isPending || create.isSuccess}
        disabled={name.trim() === ""}
        error={create.error}
      >
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          placeholder="Payments"
          required
          maxLength={100}
          autoComplete="off"
        />
      </DialogForm>
    </Dialog>
  );
}
