interface QuotaBarProps {
  readonly label: string;
  readonly quota: { readonly used: number; readonly limit: number | null };
  readonly show: (amount: number) => string;
}

/** What is used of one limit; from 80 % on it warns, in words too. */
export function QuotaBar({ label, quota: { used, limit }, show }: QuotaBarProps) {
  const share = limit === null ? 0 : Math.min(1, used / limit);
  const state = limit !== null && used >= limit ? "full" : share >= 0.8 ? "nearly full" : null;
  const tone = state === "full" ? "bg-no" : state === null ? "bg-accent" : "bg-unknown";
  const amount = limit === null ? `${show(used)}, no limit` : `${show(used)} of ${show(limit)}`;
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{label}</span>
        <span className="text-sm text-muted tabular-nums">
          {amount}
          {state && <strong className="font-medium text-ink"> · {state}</strong>}
        </span>
      </p>
      {limit !== null && (
        <div
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={limit}
          aria-valuenow={Math.min(used, limit)}
          aria-valuetext={amount}
          className="mt-2 h-1.5 overflow-hidden rounded-full bg-sunken"
        >
          <div className={`h-full rounded-full ${tone}`} style={{ width: used === 0 ? 0 : `max(0.375rem, ${share * 100}%)` }} />
        </div>
      )}
    </>
  );
}
