import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";

export interface Toast {
  readonly tone: "yes" | "no";
  readonly text: string;
}

let shown: readonly (Toast & { id: number })[] = [];
let nextId = 0;
const listeners = new Set<() => void>();

function show(next: typeof shown): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says something that just happened, briefly. Failures stay until they are dismissed. */
export function toast(message: Toast): void {
  show([...shown.slice(-2), { ...message, id: nextId++ }]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, () => shown);
  return (
    <div aria-live="polite" role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-end gap-2">
      {toasts.map((one) => (
        <ToastCard key={one.id} toast={one} dismiss={() => show(shown.filter((other) => other.id !== one.id))} />
      ))}
    </div>
  );
}

function ToastCard({ toast: { tone, text }, dismiss }: { toast: Toast; dismiss: () => void }) {
  useEffect(() => {
    if (tone === "no") return;
    const timer = setTimeout(dismiss, 6000);
    return () => clearTimeout(timer);
  });
  const Icon = tone === "yes" ? CircleCheck : CircleAlert;
  return (
    <div className="pointer-events-auto flex max-w-md animate-rise items-start gap-3 rounded-lg border border-line bg-surface py-2.5 pr-2 pl-3.5 shadow-raised">
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${tone === "yes" ? "text-yes" : "text-no"}`} />
      <p className="min-w-0 break-words">{text}</p>
      <button type="button" onClick={dismiss} aria-label="Dismiss" className="rounded p-1 text-muted hover:bg-sunken hover:text-ink">
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
