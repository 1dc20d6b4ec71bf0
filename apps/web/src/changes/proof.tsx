import type { Side, Witness, WitnessSubject } from "@surety/model/changes";
import { shortVersion } from "../services/version-label.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { proofMark } from "./proof-mark.ts";
import type { Sides } from "./change-card.tsx";

/** The payload that proves a breaking change, with the offending place marked. */
export function Proof({ witness, coordinate, sides }: { witness: Witness; coordinate: string; sides: Sides }) {
  const name = (side: Side) => shortVersion(side === "base" ? sides.base : sides.revision);
  return (
    <section aria-label="Proof">
      <h4 className="font-semibold">Proof</h4>
      <p className="mt-0.5 mb-2 break-words">{saySides(witness, name)}</p>
      <JsonView value={witness.value} mark={proofMark(witness, coordinate)} label={`Proof: ${sayPart(witness.subject)}`} />
      <p className="mt-2 break-words text-muted">
        <InlineCode>{nameSides(witness.explanation, name)}</InlineCode>
      </p>
    </section>
  );
}

/** "the base" and "the revision" by their names. */
function nameSides(explanation: string, name: (side: Side) => string): string {
  return explanation.replace(/\bthe (base|revision)\b/gi, (_, side: string) => name(side === "base" ? "base" : "revision"));
}

function saySides({ subject, acceptedBy, rejectedBy }: Witness, name: (side: Side) => string): string {
  const what = sayPart(subject);
  const answer = subject.part.startsWith("response");
  if (answer) return `${name(acceptedBy)} may answer with this ${what}. ${name(rejectedBy)} promised that it never would.`;
  return `${name(acceptedBy)} accepts this ${what}. ${name(rejectedBy)} rejects it.`;
}

function sayPart(subject: WitnessSubject): string {
  switch (subject.part) {
    case "request":
      return `request, ${subject.method.toUpperCase()} ${subject.path}`;
    case "parameter":
      return `value of the ${subject.in} parameter ${subject.name}`;
    case "request-body":
      return `request body (${subject.mediaType})`;
    case "response":
      return `response, status ${subject.status}`;
    case "response-header":
      return `value of the header ${subject.name}, status ${subject.status}`;
    case "response-body":
      return `body of a ${subject.status} response (${subject.mediaType})`;
  }
}
