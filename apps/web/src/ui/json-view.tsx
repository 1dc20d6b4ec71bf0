import type { Json } from "@surety/model/json";
import { useLayoutEffect, useRef } from "react";
import { jsonLines, type JsonLine } from "./json-lines.ts";

const tones: Record<JsonLine["kind"], string> = {
  string: "text-yes",
  number: "text-unknown",
  word: "text-accent-strong",
  bracket: "text-muted",
  missing: "text-no italic",
};

/** A JSON value, formatted, with the place at `mark` marked and in sight. */
export function JsonView({ value, mark, label }: { value: Json; mark?: string; label: string }) {
  const { lines, cut } = jsonLines(value, mark);
  const box = useRef<HTMLPreElement>(null);
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (box.current && place.current) box.current.scrollTop = place.current.offsetTop - box.current.clientHeight / 2;
  }, [mark]);
  return (
    <pre
      ref={box}
      tabIndex={0}
      aria-label={label}
      className="relative max-h-112 overflow-auto rounded-md border border-line bg-sunken py-2 text-sm leading-5.5"
    >
      <code className="block w-max min-w-full">
        {lines.map((line, index) => (
          <span
            key={index}
            ref={line.isPlace ? place : undefined}
            className={`block border-l-3 pr-4 ${line.isPlace ? "border-no bg-no-soft" : line.marked ? "border-no" : "border-transparent"}`}
          >
            <span style={{ paddingLeft: `${line.depth * 1.25 + 0.75}rem` }}>
              {line.name && (
                <>
                  <span className="text-ink">{line.name}</span>
                  <span className="text-muted">: </span>
                </>
              )}
              <span className={tones[line.kind]}>{line.text}</span>
            </span>
            {line.isPlace && <span className="pl-4 font-sans text-xs font-semibold text-no select-none"> ← here</span>}
          </span>
        ))}
        {cut && <span className="block px-4 text-muted">… the rest is not shown</span>}
      </code>
    </pre>
  );
}
