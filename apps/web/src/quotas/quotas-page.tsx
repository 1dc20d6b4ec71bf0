import type { Quotas } from "@surety/model/quotas";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "../client/trpc.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { cardClass } from "../ui/section.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { QuotaBar } from "./quota-bar.tsx";

const number = new Intl.NumberFormat("en");
const ROWS: readonly { readonly name: keyof Quotas; readonly label: string; readonly show?: (amount: number) => string }[] = [
  { name: "services", label: "Services" },
  { name: "versions", label: "Versions of the service that has most" },
  { name: "contractBytes", label: "Documents", show: bytes },
  { name: "waitingChecks", label: "Checks waiting or running" },
  { name: "tokens", label: "Tokens" },
  { name: "webhooks", label: "Webhooks" },
  { name: "rulesets", label: "Rulesets" },
];

/** What the organization uses of what it may have. */
export function QuotasPage() {
  const quotas = useQuery(trpc.quotas.get.queryOptions());
  return (
    <>
      <PageHeader
        title="Usage"
        meta={<p>What your organization has, and how much it may. The administrator of this server sets the limits.</p>}
      />
      {quotas.isPending ? (
        <Loading what="usage" height="h-16" />
      ) : quotas.isError ? (
        <Failure error={quotas.error} retry={() => void quotas.refetch()} />
      ) : (
        <ul className={`${cardClass} divide-y divide-line`}>
          {ROWS.map(({ name, label, show = number.format }) => (
            <li key={name} className="px-4 py-3.5">
              <QuotaBar label={label} quota={quotas.data[name]} show={show} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function bytes(amount: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const step = amount === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(amount) / 10));
  return `${number.format(Number((amount / 1024 ** step).toFixed(step === 0 ? 0 : 1)))} ${units[step]}`;
}
