import { PackageOpen } from "lucide-react";
import { Link } from "@tanstack/react-router";
import { Button } from "../ui/button.tsx";
import { Command } from "../ui/copy.tsx";
import { cardClass } from "../ui/section.tsx";
import { Empty, Failure } from "../ui/states.tsx";
import type { Demo } from "./use-demo.ts";

/** The empty dashboard: a full picture in one click, or the reader's own service in three commands. */
export function FirstSteps({ demo, canLoadDemo }: { demo: Demo & { state: "idle" }; canLoadDemo: boolean }) {
  return (
    <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
      {demo.error !== null ? (
        <Failure error={demo.error} retry={demo.load} />
      ) : (
        <Empty
          icon={<PackageOpen />}
          title="No services yet"
          actions={
            canLoadDemo && (
              <Button look="primary" onClick={demo.load}>
                Load the demo
              </Button>
            )
          }
        >
          See what Surety does within a minute: the demo publishes three example services, deploys them, and tries to deploy a version that
          breaks its consumers.
        </Empty>
      )}
      <section className={`${cardClass} p-5`}>
        <h2 className="text-lg font-semibold">Publish your own</h2>
        <ol className="mt-4 space-y-5">
          <Step number={1} title="Connect the command line">
            <p className="mb-2 text-muted">
              Create a token under{" "}
              <Link to="/settings/tokens" className="text-accent underline">
                Settings, Tokens
              </Link>
              , then:
            </p>
            <Command>{`npx surety login --url ${location.origin} --token …`}</Command>
          </Step>
          <Step number={2} title="Publish a contract">
            <Command>{"npx surety publish openapi.json --service orders --version 1.0.0"}</Command>
          </Step>
          <Step number={3} title="Ask before you deploy">
            <Command>{"npx surety can-deploy orders@1.0.0 --to production"}</Command>
          </Step>
        </ol>
      </section>
    </div>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: React.ReactNode }) {
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3">
      <span aria-hidden className="grid size-7 place-items-center rounded-full border border-line text-sm font-semibold text-muted">
        {number}
      </span>
      <div className="min-w-0">
        <h3 className="mb-2 leading-7 font-medium">{title}</h3>
        {children}
      </div>
    </li>
  );
}
