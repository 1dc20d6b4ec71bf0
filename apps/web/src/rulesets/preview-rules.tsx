import type { PreviewRule } from "@surety/model/rulesets";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { plural } from "../ui/plural.ts";
import { cardClass } from "../ui/section.tsx";

const FIRST = 8;

/** How much each rule finds, those first that find something else than before. */
export function PreviewRules({ rules }: { rules: readonly PreviewRule[] }) {
  const [open, setOpen] = useState(false);
  if (rules.length === 0) return null;
  return (
    <div className={`${cardClass} mt-4 overflow-hidden`}>
      <table className="w-full text-sm">
        <thead className="border-b border-line text-left text-muted">
          <tr>
            <th className="px-4 py-2 font-medium sm:px-5">Rule</th>
            <th className="px-2 py-2 text-right font-medium">Findings</th>
            <th className="px-4 py-2 text-right font-medium sm:px-5">Change</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {(open ? rules : rules.slice(0, FIRST)).map(({ rule, severity, findings, appeared, gone }) => (
            <tr key={rule}>
              <td className="px-4 py-2 sm:px-5">
                <code className="break-all">{rule}</code> <span className="text-muted">{severity}</span>
              </td>
              <td className="px-2 py-2 text-right tabular-nums">{findings}</td>
              <td className="px-4 py-2 text-right whitespace-nowrap tabular-nums sm:px-5">
                {appeared === 0 && gone === 0 ? (
                  <span className="text-muted">–</span>
                ) : (
                  <>
                    {appeared > 0 && <span className="font-medium text-no">{appeared} new</span>}
                    {appeared > 0 && gone > 0 && ", "}
                    {gone > 0 && <span className="font-medium text-yes">{gone} gone</span>}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rules.length > FIRST && (
        <div className="border-t border-line px-4 py-2 sm:px-5">
          <Button size="sm" look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Show fewer" : `Show ${plural(rules.length - FIRST, "more rule")}`}
          </Button>
        </div>
      )}
    </div>
  );
}
