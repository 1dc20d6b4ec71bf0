import type { Exception } from "@surety/model/exceptions";
import { Link } from "@tanstack/react-router";
import { Moment } from "../ui/moment.tsx";
import { EndException } from "./end-exception.tsx";

export function ExceptionRow({ exception }: { exception: Exception }) {
  const { fingerprint, subject, service, environment, reason, author, expires, live, createdAt } = exception;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-3.5 sm:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <code className="font-medium">{fingerprint}</code>
          <span>
            {subject} of{" "}
            <Link to="/services/$service" params={{ service }} className="rounded text-accent underline">
              {service}
            </Link>
            {environment === null ? ", in every environment" : `, in ${environment}`}
          </span>
          <span className={live ? "text-sm text-muted" : "text-sm font-semibold text-no"}>
            {live ? `until ${expires}` : `expired on ${expires}`}
          </span>
        </p>
        <p className="break-words">{reason}</p>
        <p className="mt-1 text-sm text-muted">
          {author}, <Moment at={createdAt} />
        </p>
      </div>
      <EndException exception={exception} />
    </li>
  );
}
