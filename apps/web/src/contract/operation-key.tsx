/** `GET /orders/{}` with its method set apart. */
export function OperationKey({ operation, className = "" }: { operation: string; className?: string }) {
  const space = operation.indexOf(" ");
  const [method, path] = space < 0 ? ["", operation] : [operation.slice(0, space), operation.slice(space + 1)];
  return (
    <span className={`inline-flex min-w-0 max-w-full items-baseline gap-1.5 font-mono text-[0.92em] text-ink ${className}`}>
      {method && <Method method={method} />}
      <span className="min-w-0 break-all">{path}</span>
    </span>
  );
}

const tones: Record<string, string> = {
  GET: "text-accent-strong",
  HEAD: "text-accent-strong",
  POST: "text-yes",
  PUT: "text-unknown",
  PATCH: "text-unknown",
  DELETE: "text-no",
};

export function Method({ method }: { method: string }) {
  return (
    <span className={`shrink-0 text-[0.86em] font-bold tracking-wide ${tones[method.toUpperCase()] ?? "text-muted"}`}>
      {method.toUpperCase()}
    </span>
  );
}
