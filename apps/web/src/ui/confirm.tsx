import type { ReactNode } from "react";
import { detailOf } from "../client/problem.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  /** The verb on the button. */
  action: string;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ open, onOpenChange, title, children, action, busy, error, onConfirm }: ConfirmProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={children}>
      {error != null && (
        <p role="alert" className="mb-4 font-medium text-no">
          {detailOf(error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button look="danger" busy={busy} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
