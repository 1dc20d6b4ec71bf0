import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Prose } from "./prose.tsx";
import type { Raw } from "./raw.ts";
import { isOpenable, summarizeSchema } from "./schema-summary.ts";

interface SchemaViewProps {
  document: Raw;
  schema: unknown;
  /** Levels that are open at first. Recursive schemas are opened one level at a time by the reader. */
  open?: number;
}

/** A schema as a table of its members; nested ones open on demand. */
export function SchemaView({ document, schema, open = 1 }: SchemaViewProps) {
  const summary = summarizeSchema(document, schema);
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <code className="font-medium break-all">{summary.type}</code>
        <Limits limits={summary.limits} />
      </p>
      {summary.broken !== undefined && <p className="text-sm text-no">The reference {summary.broken} is not part of this document.</p>}
      {summary.description && <Prose className="text-sm text-muted">{summary.description}</Prose>}
      <Members document={document} schema={schema} open={open} />
    </div>
  );
}

function Members({ document, schema, open = 0 }: SchemaViewProps) {
  const { properties, parts } = summarizeSchema(document, schema);
  if (properties.length + parts.length === 0) return null;
  return (
    <ul className="mt-1.5 border-l border-line">
      {properties.map(({ name, schema: child, required }) => (
        <Row key={`property ${name}`} document={document} name={name} schema={child} required={required} open={open - 1} />
      ))}
      {parts.map(({ label, schema: child }) => (
        <Row key={label} document={document} label={label} schema={child} open={open - 1} />
      ))}
    </ul>
  );
}

interface RowProps extends SchemaViewProps {
  name?: string;
  label?: string;
  required?: boolean;
}

function Row({ document, schema, name, label, required = false, open = 0 }: RowProps) {
  const [isOpen, setOpen] = useState(open > 0);
  const id = useId();
  const summary = summarizeSchema(document, schema);
  const openable = isOpenable(document, schema);
  const title = (
    <>
      {name !== undefined ? <code className="font-medium break-all text-ink">{name}</code> : <span className="text-ink">{label}</span>}
      {(name !== undefined || !label?.includes(":")) && <span className="break-all text-accent-strong">{summary.type}</span>}
      {required && <span className="text-xs font-semibold text-no">required</span>}
      {summary.deprecated && <span className="text-xs font-semibold text-unknown">deprecated</span>}
    </>
  );
  return (
    <li className="py-1.5 pl-3 text-sm">
      {openable ? (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="-ml-1 flex w-fit max-w-full flex-wrap items-baseline gap-x-2.5 rounded px-1 text-left hover:bg-sunken"
        >
          <ChevronRight
            aria-hidden
            className={`size-3.5 shrink-0 self-center text-muted transition-transform ${isOpen ? "rotate-90" : ""}`}
          />
          {title}
        </button>
      ) : (
        <p className="flex flex-wrap items-baseline gap-x-2.5">{title}</p>
      )}
      <Limits limits={summary.limits} />
      {summary.description && <Prose className="max-w-prose text-muted">{summary.description}</Prose>}
      {openable && isOpen && (
        <div id={id}>
          <Members document={document} schema={schema} open={open} />
        </div>
      )}
    </li>
  );
}

function Limits({ limits }: { limits: readonly string[] }) {
  if (limits.length === 0) return null;
  return <span className="text-xs break-all text-muted">{limits.join(" · ")}</span>;
}
