import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";

/** What somebody has to know before they go on. */
export function Notice({ tone, children }: { tone: "no" | "info"; children: ReactNode }) {
  const Icon = tone === "no" ? CircleAlert : Info;
  return (
    <div
      role={tone === "no" ? "alert" : "status"}
      className={`mb-4 flex gap-2.5 rounded-md border px-3.5 py-2.5 ${tone === "no" ? "border-no-line bg-no-soft text-no" : "border-line bg-surface"}`}
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <p className="min-w-0">{children}</p>
    </div>
  );
}
