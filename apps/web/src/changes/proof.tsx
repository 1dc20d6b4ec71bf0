import type { Side, Witness, WitnessSubject } from "@surety/model/changes";
import { ArrowDownLeft, ArrowUpRight } from "lucide-react";
import { shortVersion } from "../services/version-label.tsx";
import { CopyText } from "../ui/copy.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import type { Sides } from "./change-card.tsx";
import { curlOf } from "./curl-of.ts";
import { Payload } from "./payload.tsx";

/** The payload that proves a breaking change, with the offending place marked. */
export function Proof({ witness, operation, sides }: { witness: Witness; operation: string; sides: Sides }) {
  const name = (side: Side) => shortVersion(side === "base" ? sides.base : sides.revision);
  const isAnswer = witness.subject.part.startsWith("response");
  const curl = curlOf(witness, operation);
  const [Icon, word, look] = isAnswer
    ? ([ArrowDownLeft, "Response", "border-unknown-line bg-unknown-soft text-unknown"] as const)
    : ([ArrowUpRight, "Request", "border-line bg-accent-soft text-accent-strong"] as const);
  return (
    <section aria-label="Proof">
      <h4 className="font-semibold">Proof</h4>
      <p className="mt-0.5 mb-2 break-words">{saySides(witness, name)}</p>
      <div className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-t-md border px-3 py-1.5 text-sm ${look}`}>
        <span className="inline-flex min-w-0 items-center gap-1.5 font-semibold">
          <Icon aria-hidden className="size-4 shrink-0" />
          <span className="break-words">
            {word}
            <span className="font-normal">: {sayPart(witness.subject)}</span>
          </span>
        </span>
        <span className="flex items-center gap-2">
          {curl !== null && <CopyText text={curl} what="curl" />}
          <CopyText text={JSON.stringify(witness.value, null, 2)} what="JSON" />
        </span>
      </div>
      <Payload witness={witness} label={`Proof: ${sayPart(witness.subject)}`} />
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
      return subject.in === "querystring" ? "query string" : `value of the ${subject.in} parameter ${subject.name}`;
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
