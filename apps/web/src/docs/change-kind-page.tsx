import { getRouteApi, Link } from "@tanstack/react-router";
import { Prose } from "../contract/prose.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Command } from "../ui/copy.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Section } from "../ui/section.tsx";
import { Empty } from "../ui/states.tsx";
import { kindPages } from "./kind-pages.ts";

const route = getRouteApi("/shell/docs/changes/$kind");
const crumbs = [
  <Link key="docs" to="/docs">
    API documentation
  </Link>,
  <Link key="changes" to="/docs/changes">
    Kinds of change
  </Link>,
];

/** What a kind of change means to someone who relies on the old contract, and how to make it without breaking anyone. */
export function ChangeKindPage() {
  const { kind } = route.useParams();
  const page = kindPages.find((one) => one.kind === kind);
  if (page === undefined) {
    return (
      <>
        <PageHeader title="Unknown kind of change" crumbs={crumbs} />
        <Empty
          title="This dashboard has no page about that kind"
          actions={
            <Link to="/docs/changes" className={buttonClass()}>
              All kinds of change
            </Link>
          }
        >
          It may come from a newer or an older engine.
        </Empty>
      </>
    );
  }
  return (
    <>
      <PageHeader title={page.summary.replace(/\.$/, "")} crumbs={crumbs} meta={<code className="break-all text-ink">{kind}</code>} />
      {page.sections.map(({ title, text, code }) => (
        <Section key={title} title={title}>
          {text && <Prose className="max-w-prose">{text}</Prose>}
          {code && (
            <pre tabIndex={0} aria-label={title} className="overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2.5 text-sm">
              <code>{code}</code>
            </pre>
          )}
        </Section>
      ))}
      <Section title="In a terminal">
        <Command>{`npx surety explain ${kind}`}</Command>
      </Section>
    </>
  );
}
