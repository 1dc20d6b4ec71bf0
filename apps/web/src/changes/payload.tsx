import type { Witness } from "@surety/model/changes";
import { type WitnessLine, witnessLines } from "@surety/report/witness-lines";
import { useLayoutEffect, useRef } from "react";

const tones: Record<WitnessLine["kind"], string> = {
  string: "text-yes",
  number: "text-unknown",
  word: "text-accent-strong",
  structure: "text-muted",
  missing: "text-no italic",
  "left-out": "text-muted",
};

/** The payload of a witness around its offending place, which is marked and in sight. */
export function Payload({ witness, label }: { witness: Pick<Witness, "value" | "mark" | "missing">; label: string }) {
  const box = useRef<HTMLPreElement>(null);
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (box.current && place.current) box.current.scrollTop = place.current.offsetTop - box.current.clientHeight / 2;
  }, [witness]);
  return (
    <pre
      ref={box}
      tabIndex={0}
      aria-label={label}
      className="relative max-h-128 overflow-auto rounded-b-md border border-t-0 border-line bg-sunken py-2 text-sm leading-5.5"
    >
      <code className="block w-max min-w-full">
        {witnessLines(witness).map((line, index) => (
          <Line key={index} line={line} place={line.note === null ? undefined : place} />
        ))}
      </code>
    </pre>
  );
}

function Line({ line, place }: { line: WitnessLine; place: React.RefObject<HTMLSpanElement | null> | undefined }) {
  const edge = line.note !== null ? "border-no bg-no-soft" : line.marked ? "border-no" : "border-transparent";
  return (
    <span ref={place} className={`block border-l-3 pr-4 ${edge}`}>
      <span style={{ paddingLeft: `${line.depth * 1.25 + 0.75}rem` }}>
        {line.label && <span className={line.kind === "missing" ? tones.missing : "text-ink"}>{line.label}</span>}
        {line.label && line.text && <span className="text-muted">: </span>}
        <span className={tones[line.kind]}>{line.text}</span>
      </span>
      {line.note && <span className="pl-4 font-sans text-xs font-semibold text-no select-none"> ← {line.note}</span>}
    </span>
  );
}
