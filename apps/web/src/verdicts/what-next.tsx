import type { Fix, Verdict } from "@surety/model/verdicts";
import { Rocket } from "lucide-react";
import { useState } from "react";
import { RecordDeployment } from "../services/record-deployment.tsx";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { Command } from "../ui/copy.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { cardClass, Section } from "../ui/section.tsx";

/** What to do now: the fixes of the reasons that stand in the way, or recording the deployment when nothing does. */
export function WhatNext({ verdict }: { verdict: Verdict }) {
  const scopes = useScopes();
  const [recording, setRecording] = useState(false);
  const runs = verdict.deployed.includes(verdict.version);
  const fixes = distinct(verdict.reasons.filter((reason) => reason.effect !== "yes").flatMap((reason) => reason.fixes));
  if (verdict.answer === "yes") {
    return (
      <Section title="What next">
        <div className={`${cardClass} flex flex-wrap items-center justify-between gap-4 p-4 sm:p-5`}>
          {runs ? (
            <p>It is recorded as running in {verdict.environment} already.</p>
          ) : (
            <>
              <p className="min-w-0">Deploy it, then record it, so that the next verdict compares with what really runs.</p>
              {scopes.has("deployments:write") && (
                <Button look="primary" onClick={() => setRecording(true)}>
                  <Rocket aria-hidden className="size-4" /> Record the deployment
                </Button>
              )}
            </>
          )}
          <RecordDeployment
            service={verdict.service}
            version={verdict.version}
            environment={verdict.environment}
            open={recording}
            onOpenChange={setRecording}
          />
        </div>
      </Section>
    );
  }
  if (fixes.length === 0) return null;
  return (
    <Section title="What to do">
      <ul className={`${cardClass} divide-y divide-line`}>
        {fixes.map((fix) => (
          <li key={`${fix.text} ${fix.command}`} className="grid gap-x-8 gap-y-2 px-4 py-3.5 sm:px-5 lg:grid-cols-2 lg:items-center">
            <p className={`break-words ${fix.command ? "" : "lg:col-span-2"}`}>
              <InlineCode>{fix.text}</InlineCode>
            </p>
            {fix.command && <Command>{runnable(fix.command)}</Command>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function distinct(fixes: readonly Fix[]): Fix[] {
  return [...new Map(fixes.map((fix) => [`${fix.text} ${fix.command}`, fix])).values()];
}

/** Fixes name the program alone; from a workspace it is started by npx. */
function runnable(command: string): string {
  return command.startsWith("surety ") ? `npx ${command}` : command;
}
