import type { WorkByKind, WorkKind } from "@surety/model/operations";
import { cardClass } from "../ui/section.tsx";
import { sayDuration } from "./say-duration.ts";

const number = new Intl.NumberFormat("en");
const names: Record<WorkKind, string> = { lint: "Lint", diff: "Diff", webhook: "Webhooks" };
/** A check that has waited longer says that there are too few workers, or none. */
const LATE_SECONDS = 60;

/** What waits, runs and has failed, by kind. */
export function WorkTable({ queues, of }: { queues: WorkByKind; of: string }) {
  return (
    <div className={`${cardClass} overflow-x-auto`}>
      <table className="w-full text-left tabular-nums">
        <caption className="sr-only">Work of {of}, by kind</caption>
        <thead className="text-sm text-muted">
          <tr className="[&>th]:px-1.5 sm:[&>th]:px-3 [&>th]:py-2.5 [&>th]:font-medium [&>th:first-child]:pl-4 [&>th:last-child]:pr-4">
            <th scope="col">Kind</th>
            <th scope="col" className="text-right">
              Waiting
            </th>
            <th scope="col" className="text-right">
              Oldest
            </th>
            <th scope="col" className="text-right">
              Running
            </th>
            <th scope="col" className="text-right">
              Failed
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {(["lint", "diff", "webhook"] as const).map((kind) => {
            const { waiting, oldestSeconds, running, failed } = queues[kind];
            const isLate = waiting > 0 && oldestSeconds > LATE_SECONDS;
            return (
              <tr key={kind} className="[&>*]:px-1.5 sm:[&>*]:px-3 [&>*]:py-3 [&>*:first-child]:pl-4 [&>*:last-child]:pr-4">
                <th scope="row" className="font-medium">
                  {names[kind]}
                </th>
                <td className="text-right">{number.format(waiting)}</td>
                <td className={`text-right whitespace-nowrap ${isLate ? "font-medium text-unknown" : ""}`}>
                  {waiting === 0 ? <span className="text-muted">–</span> : sayDuration(oldestSeconds)}
                  {isLate && <span className="sr-only">, late</span>}
                </td>
                <td className="text-right">{number.format(running)}</td>
                <td className={`text-right ${failed > 0 ? "font-medium text-no" : ""}`}>{number.format(failed)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
