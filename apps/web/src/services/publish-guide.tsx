import { Command } from "../ui/copy.tsx";
import { cardClass, Section } from "../ui/section.tsx";

/** How the next version gets here: from a terminal, and from CI. */
export function PublishGuide({ service }: { service: string }) {
  return (
    <Section title="Publish the next version">
      <div className={`${cardClass} grid gap-x-8 gap-y-5 p-4 sm:p-5 lg:grid-cols-2`}>
        <div className="min-w-0">
          <h3 className="mb-1 font-medium">From a terminal</h3>
          <p className="mb-3 text-sm text-muted">
            Look at what would break first: that needs no server. Then publish; the version is the checked-out commit.
          </p>
          <div className="space-y-2">
            <Command>{"npx surety check openapi.json --against origin/main"}</Command>
            <Command>{`npx surety publish openapi.json --service ${service}`}</Command>
          </div>
        </div>
        <div className="min-w-0">
          <h3 className="mb-1 font-medium">From CI, on each push</h3>
          <p className="mb-3 text-sm text-muted">The exit code decides: 0 yes, 1 no, 3 unknown.</p>
          <div className="space-y-2">
            <Command>{`npx surety publish openapi.json --service ${service} --version $GIT_SHA`}</Command>
            <Command>{`npx surety can-deploy ${service}@$GIT_SHA --to production`}</Command>
          </div>
        </div>
      </div>
    </Section>
  );
}
