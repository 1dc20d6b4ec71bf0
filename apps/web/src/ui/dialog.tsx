import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** A modal dialog. Its veil is a plain element, because Radix' own inserts a style tag that the content security policy forbids. */
export function Dialog({ open, onOpenChange, title, description, children }: DialogProps) {
  const opener = useRef<Element>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-veil" />
        <div className="fixed inset-0 z-40 grid place-items-end overflow-y-auto sm:place-items-center sm:p-6">
          <Radix.Content
            onOpenAutoFocus={() => {
              opener.current = document.activeElement;
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              if (opener.current instanceof HTMLElement) opener.current.focus();
            }}
            {...(description === undefined ? { "aria-describedby": undefined } : {})}
            className="relative w-full max-w-lg animate-rise rounded-t-xl border border-line bg-surface p-5 shadow-raised sm:rounded-xl sm:p-6"
          >
            <Radix.Title className="pr-10 text-lg font-semibold">{title}</Radix.Title>
            {description !== undefined && <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>}
            <div className="mt-5">{children}</div>
            <Radix.Close aria-label="Close" className="absolute top-4 right-4 rounded p-1.5 text-muted hover:bg-sunken hover:text-ink">
              <X aria-hidden className="size-5" />
            </Radix.Close>
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}
