import { CloudOff, RotateCw, SearchX, TriangleAlert } from "lucide-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { detailOf, isUnreachable, problemOf } from "../client/problem.ts";
import { OtherOrganizations } from "../organizations/other-organizations.tsx";
import { Button, buttonClass } from "./button.tsx";
import { InlineCode } from "./inline-code.tsx";

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Nothing is here yet: says why, and what to do. */
export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed border-line px-6 py-12 text-center">
      {icon && (
        <div aria-hidden className="mb-3 text-muted [&>svg]:size-7 [&>svg]:stroke-[1.5]">
          {icon}
        </div>
      )}
      <h2 className="text-lg font-semibold">{title}</h2>
      {children && <div className="mt-1.5 max-w-prose text-muted">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-3">{actions}</div>}
    </div>
  );
}

/** A failure in the server's own words, with what to do next and a way to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = problemOf(error);
  const missing = problem?.status === 404;
  const Icon = isUnreachable(error) ? CloudOff : missing ? SearchX : TriangleAlert;
  return (
    <div role="alert" className="flex flex-col items-center rounded-lg border border-line bg-surface px-6 py-12 text-center">
      <Icon aria-hidden className={`mb-3 size-7 stroke-[1.5] ${missing ? "text-muted" : "text-no"}`} />
      <h2 className="text-lg font-semibold">
        {problem?.title ?? (isUnreachable(error) ? "The server does not answer" : "This could not be shown")}
      </h2>
      <p className="mt-1.5 max-w-prose break-words text-muted">{detailOf(error)}</p>
      {problem && problem.hint !== problem.detail && (
        <p className="mt-1 max-w-prose break-words">
          <InlineCode>{problem.hint}</InlineCode>
        </p>
      )}
      {missing && <OtherOrganizations />}
      <div className="mt-5 flex flex-wrap items-center justify-center gap-3">
        {retry && !missing && (
          <Button onClick={retry}>
            <RotateCw aria-hidden className="size-4" /> Try again
          </Button>
        )}
        {missing && (
          <Link to="/" className={buttonClass()}>
            All services
          </Link>
        )}
        {problem && (
          <Link to="/docs/errors/$code" params={{ code: problem.code }} className={buttonClass("quiet")}>
            About this error
          </Link>
        )}
      </div>
      {problem?.requestId && <p className="mt-4 text-xs text-muted">Request {problem.requestId}</p>}
    </div>
  );
}

/** Grey bars in the shape of what is coming. */
export function Skeleton({ className = "" }: { className?: string }) {
  return <div aria-hidden className={`animate-breathe rounded bg-line ${className}`} />;
}

/** A block of skeleton rows that says to assistive technology that something is loading. */
export function Loading({ rows = 3, height = "h-16", what }: { rows?: number; height?: string; what: string }) {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">Loading {what}…</span>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} className={`${height} rounded-lg opacity-60`} />
      ))}
    </div>
  );
}
