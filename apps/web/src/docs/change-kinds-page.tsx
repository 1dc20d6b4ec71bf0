import { Link } from "@tanstack/react-router";
import { kindPages } from "./kind-pages.ts";
import { ReferenceList } from "./reference-list.tsx";

const entries = kindPages.map(({ kind, summary }) => ({ name: kind, summary }));

/** Every kind of change that a comparison can report. */
export function ChangeKindsPage() {
  return (
    <ReferenceList
      title="Kinds of change"
      noun={{ one: "kind", many: "kinds" }}
      about="What a comparison of two contracts reports. Whether a change is breaking, risky or safe is decided for each one, by what senders may send and readers accept."
      entries={entries}
      link={({ name: kind }, row) => <Link to="/docs/changes/$kind" params={{ kind }} {...row} />}
    />
  );
}
