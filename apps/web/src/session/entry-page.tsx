import type { ReactNode } from "react";
import { usePageTitle } from "../ui/page-header.tsx";
import { Seal } from "../ui/seal.tsx";

interface EntryPageProps {
  /** In the browser's tab. */
  title: string;
  /** Absent until it is known. */
  heading?: string | undefined;
  subtitle?: ReactNode;
  children: ReactNode;
}

/** The frame of what is seen before one is signed in. */
export function EntryPage({ title, heading, subtitle, children }: EntryPageProps) {
  usePageTitle(title);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center px-5 py-10">
      <div className="mb-7 flex items-start gap-3">
        <span className="grid size-11 shrink-0 place-items-center rounded-xl bg-accent text-on-accent">
          <Seal answer="yes" className="size-7" />
        </span>
        {heading !== undefined && (
          <div className="min-w-0">
            <h1 className="text-xl font-semibold break-words">{heading}</h1>
            {subtitle !== undefined && <p className="break-words text-muted">{subtitle}</p>}
          </div>
        )}
      </div>
      {children}
    </main>
  );
}
