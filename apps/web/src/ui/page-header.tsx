import { ChevronRight } from "lucide-react";
import { Fragment, type ReactNode, useEffect } from "react";

interface PageHeaderProps {
  /** Names the browser tab, and is read out on arrival. */
  title: string;
  /** Shown instead of the title's text. */
  heading?: ReactNode;
  crumbs?: readonly ReactNode[];
  meta?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, heading, crumbs = [], meta, actions }: PageHeaderProps) {
  usePageTitle(title);
  return (
    <header className="mb-6">
      {crumbs.length > 0 && (
        <nav aria-label="Breadcrumb" className="mb-2">
          <ol className="flex flex-wrap items-center gap-x-1 gap-y-0.5 text-sm text-muted [&_a]:rounded [&_a]:hover:text-ink [&_a]:hover:underline">
            {crumbs.map((crumb, index) => (
              <Fragment key={index}>
                <li className="min-w-0 break-words">{crumb}</li>
                {index < crumbs.length - 1 && <ChevronRight aria-hidden className="size-3.5 shrink-0 opacity-60" />}
              </Fragment>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-full">
          <h1 className="text-2xl font-semibold break-words">{heading ?? title}</h1>
          {meta && <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">{meta}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </header>
  );
}

/** Names the page in the tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Surety`;
  }, [title]);
}
