import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy.tsx";

export interface ShownOnceProps {
  readonly secret: string;
  /** What is copied, `the token`. */
  readonly what: string;
  readonly testId: string;
  /** That it is shown this once, and what it is for. */
  readonly notice: ReactNode;
  readonly onClose: () => void;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** A secret that nobody can see again, with a button that copies it. */
export function ShownOnce({ secret, what, testId, notice, onClose, children }: ShownOnceProps) {
  return (
    <div className="space-y-5">
      <p className="flex gap-2.5 text-muted">
        <ShieldCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-yes" />
        <span>{notice}</span>
      </p>
      <div className="flex items-center gap-1 rounded-md border border-line bg-sunken py-1.5 pr-1 pl-3">
        <code data-testid={testId} className="min-w-0 flex-1 text-sm break-all">
          {secret}
        </code>
        <CopyButton text={secret} what={what} />
      </div>
      {children}
      <div className="flex justify-end">
        <Button look="primary" onClick={onClose}>
          I have copied it
        </Button>
      </div>
    </div>
  );
}
