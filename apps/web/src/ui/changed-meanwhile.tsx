import type { ReactNode } from "react";

/** Somebody else has saved meanwhile: nothing is lost, and whoever writes decides. */
export function ChangedMeanwhile({ title, children, actions }: { title: string; children: ReactNode; actions: ReactNode }) {
  return (
    <div role="alert" className="rounded-md border border-unknown-line bg-unknown-soft px-4 py-3">
      <p className="font-medium text-unknown">{title}</p>
      <p className="mt-1">{children}</p>
      <div className="mt-3 flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}
