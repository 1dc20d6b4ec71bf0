import { ERRORS } from "@surety/model/errors";
import { Link } from "@tanstack/react-router";
import { ReferenceList } from "./reference-list.tsx";

const entries = Object.entries(ERRORS).map(([name, { status, title }]) => ({ name, summary: title, mark: status }));

/** Every error code that the API, the dashboard and the command line can show. */
export function ErrorsPage() {
  return (
    <ReferenceList
      title="Errors"
      noun={{ one: "error", many: "errors" }}
      about={
        <>
          Every failure is an RFC 9457 problem with one of these codes. A code never changes its meaning; <code>detail</code> says what
          happened, <code>hint</code> what to do.
        </>
      }
      entries={entries}
      link={({ name: code }, row) => <Link to="/docs/errors/$code" params={{ code }} {...row} />}
    />
  );
}
