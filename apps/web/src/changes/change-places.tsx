import type { Change } from "@surety/model/changes";
import { Link } from "@tanstack/react-router";
import { shortVersion } from "../services/version-label.tsx";
import { Snippet } from "../ui/snippet.tsx";
import type { Sides } from "./change-card.tsx";

/** Where the change stands in both documents, side by side. */
export function ChangePlaces({ change, sides }: { change: Change; sides: Sides }) {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <PlaceOf place={change.base} service={sides.service} version={sides.base} tone="no" absent="Not in this version: it is new." />
      <PlaceOf place={change.revision} service={sides.service} version={sides.revision} tone="yes" absent="Gone from this version." />
    </div>
  );
}

interface PlaceOfProps {
  place: Change["base"];
  service: string;
  version: string;
  tone: "no" | "yes";
  absent: string;
}

function PlaceOf({ place, service, version, tone, absent }: PlaceOfProps) {
  return (
    <div className="min-w-0">
      <p className="mb-1.5 flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="max-w-full truncate font-mono font-medium" title={version}>
          {shortVersion(version)}
        </span>
        {place && (
          <Link
            to="/services/$service/versions/$version/source"
            params={{ service, version }}
            search={{ line: place.line, column: place.column }}
            className="rounded text-accent underline"
          >
            line {place.line}, column {place.column}
          </Link>
        )}
      </p>
      {place?.snippet ? (
        <Snippet snippet={place.snippet} tone={tone} label={`Source of ${version} around line ${place.line}`} />
      ) : place ? (
        <code className="text-sm break-all text-muted">{place.pointer || "the whole document"}</code>
      ) : (
        <p className="rounded-md border border-dashed border-line px-3 py-2.5 text-sm text-muted">{absent}</p>
      )}
    </div>
  );
}
