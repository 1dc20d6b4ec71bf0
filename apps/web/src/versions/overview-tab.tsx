import type { SourceProblem } from "@surety/model/contracts";
import type { VersionDetail } from "@surety/model/versions";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CopyButton } from "../ui/copy.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { sayBytes } from "../ui/plural.ts";
import { cardClass, Section } from "../ui/section.tsx";
import { Empty } from "../ui/states.tsx";
import { buttonClass } from "../ui/button.tsx";
import { CheckList } from "./check-list.tsx";
import { useVersion } from "./use-version.ts";
import { VerdictCard } from "./verdict-card.tsx";
import { dialectNames } from "./version-page.tsx";

export function OverviewTab() {
  const { query } = useVersion();
  const version = query.data;
  if (!version) return null;
  return (
    <>
      <Section title="Can it be deployed?">
        {version.verdicts.length === 0 ? (
          <Empty
            title="No environments yet"
            actions={
              <Link to="/environments" className={buttonClass("primary")}>
                Add an environment
              </Link>
            }
          >
            The gate answers for each environment. Add the first one to ask it.
          </Empty>
        ) : (
          <ol className="grid gap-3 lg:grid-cols-2">
            {version.verdicts.map((verdict) => (
              <VerdictCard key={verdict.environment} service={version.service} version={version.name} verdict={verdict} />
            ))}
          </ol>
        )}
      </Section>
      <Section title="Checks">
        <CheckList version={version} />
      </Section>
      {version.problems.length > 0 && (
        <Section title="Problems of the document">
          <Problems version={version} problems={version.problems} />
        </Section>
      )}
      <Section title="Document">
        <dl className={`${cardClass} divide-y divide-line`}>
          <Fact name="Title">{version.title}</Fact>
          <Fact name="API version">{version.apiVersion}</Fact>
          <Fact name="Format">
            {dialectNames[version.dialect]}, {version.syntax === "json" ? "JSON" : "YAML"}, {sayBytes(version.byteLength)}
          </Fact>
          {version.previous && (
            <Fact name="Version before">
              <Link
                to="/services/$service/versions/$version"
                params={{ service: version.service, version: version.previous }}
                className="break-all text-accent underline"
              >
                {version.previous}
              </Link>
            </Fact>
          )}
          <Fact name="Raw digest" hint="SHA-256 of the bytes">
            <Digest digest={version.rawDigest} what="the raw digest" />
          </Fact>
          <Fact name="Contract digest" hint="SHA-256 of the meaning: refactors keep it">
            <Digest digest={version.contractDigest} what="the contract digest" />
          </Fact>
        </dl>
      </Section>
    </>
  );
}

function Fact({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 px-4 py-2.5 sm:grid-cols-[15rem_minmax(0,1fr)] sm:items-center sm:px-5">
      <dt className="text-muted">
        {name}
        {hint && <span className="block text-xs">{hint}</span>}
      </dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Digest({ digest, what }: { digest: string; what: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 truncate text-sm" title={digest}>
        {digest}
      </code>
      <CopyButton text={digest} what={what} />
    </span>
  );
}

function Problems({ version, problems }: { version: VersionDetail; problems: readonly SourceProblem[] }) {
  return (
    <ul className={`${cardClass} divide-y divide-line`}>
      {problems.slice(0, 50).map((problem, index) => (
        <li key={index} className="px-4 py-3 sm:px-5">
          <p className="break-words">
            <InlineCode>{problem.message}</InlineCode>
          </p>
          {problem.hint && (
            <p className="text-sm text-muted">
              <InlineCode>{problem.hint}</InlineCode>
            </p>
          )}
          <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-muted">
            <code>{problem.code}</code>
            <Link
              to="/services/$service/versions/$version/source"
              params={{ service: version.service, version: version.name }}
              search={{ line: problem.line, column: problem.column }}
              className="text-accent underline"
            >
              line {problem.line}, column {problem.column}
            </Link>
          </p>
        </li>
      ))}
    </ul>
  );
}
