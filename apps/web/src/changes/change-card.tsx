import type { Change } from "@surety/model/changes";
import { Link } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { OperationKey } from "../contract/operation-key.tsx";
import { CopyButton } from "../ui/copy.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { plural } from "../ui/plural.ts";
import { ChangePlaces } from "./change-places.tsx";
import { LevelMark } from "./change-level.tsx";
import { Proof } from "./proof.tsx";

/** The two contracts that are compared: each is a version of the service. */
export interface Sides {
  readonly service: string;
  readonly base: string;
  readonly revision: string;
}

interface ChangeCardProps {
  change: Change;
  sides: Sides;
  startOpen: boolean;
  /** What can be done about it here. */
  action?: ReactNode;
}

/** One change: what, where, the proof, and both places in the source. */
export function ChangeCard({ change, sides, startOpen, action }: ChangeCardProps) {
  const [open, setOpen] = useState(startOpen);
  const body = useId();
  const [operation, place] = splitCoordinate(change.coordinate);
  const others = change.operations.filter((key) => key !== operation);
  return (
    <article className="rounded-lg border border-line bg-surface">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={body}
          onClick={() => setOpen(!open)}
          className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 rounded-lg px-4 py-3.5 text-left hover:bg-sunken/50 sm:px-5"
        >
          <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
            <LevelMark level={change.level} />
            {operation && <OperationKey operation={operation} />}
            {place && <code className="min-w-0 break-all text-muted">{place}</code>}
            <span className="basis-full break-words">
              <InlineCode>{change.message}</InlineCode>
            </span>
          </span>
          <ChevronDown aria-hidden className={`mt-1 size-5 text-muted transition-transform ${open ? "rotate-180" : ""}`} />
        </button>
      </h3>
      {open && (
        <div id={body} className="space-y-5 border-t border-line px-4 py-4 sm:px-5">
          {change.witness && <Proof witness={change.witness} operation={operation} sides={sides} />}
          {change.undecided && (
            <p>
              <strong className="font-semibold">Not proved either way.</strong>{" "}
              <span className="break-words text-muted">
                <InlineCode>{sentence(change.undecided)}</InlineCode> Compare both places below: if no client can meet the difference, it is
                safe; if one can, treat it as breaking.
              </span>
            </p>
          )}
          {change.hint && (
            <p>
              <strong className="font-semibold">Instead: </strong>
              <span className="break-words">
                <InlineCode>{change.hint}</InlineCode>
              </span>
            </p>
          )}
          {change.adjusted && (
            <p>
              <strong className="font-semibold">Its level is set: </strong>
              <span className="break-words text-muted">
                {change.adjusted.why} By itself it would be {change.adjusted.from}.
              </span>
            </p>
          )}
          <ChangePlaces change={change} sides={sides} />
          {others.length > 0 && (
            <details>
              <summary className="w-fit rounded text-sm text-muted hover:text-ink">
                Reaches {plural(others.length, "more operation")}
              </summary>
              <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
                {others.map((key) => (
                  <li key={key} className="min-w-0">
                    <OperationKey operation={key} />
                  </li>
                ))}
              </ul>
            </details>
          )}
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
            <Link
              to="/docs/changes/$kind"
              params={{ kind: change.kind }}
              className="rounded font-mono break-all text-accent underline"
              title="What this kind of change means"
            >
              {change.kind}
            </Link>
            <span>{change.direction}</span>
            <span className="inline-flex items-center gap-1">
              fingerprint <code className="text-ink">{change.fingerprint}</code>
              <CopyButton text={change.fingerprint} what="the fingerprint" />
            </span>
          </p>
          {action}
        </div>
      )}
    </article>
  );
}

/** Why nothing was decided, as a sentence. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}`;
}

/** `GET /orders/{}#response.200.items[]` as the operation and the place inside it. */
function splitCoordinate(coordinate: string): [operation: string, place: string] {
  const hash = coordinate.indexOf("#");
  return hash < 0 ? [coordinate, ""] : [coordinate.slice(0, hash), coordinate.slice(hash + 1)];
}
