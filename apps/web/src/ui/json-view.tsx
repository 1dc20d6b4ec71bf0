import type { Json } from "@surety/model/json";
import { jsonLines, type JsonLine } from "./json-lines.ts";

const tones: Record<JsonLine["kind"], string> = {
  string: "text-yes",
  number: "text-unknown",
  word: "text-accent-strong",
  bracket: "text-muted",
  missing: "text-no italic",
};

/** A JSON value, formatted, with the place at `mark` marked. */
export function JsonView({ value, mark, label }: { value: Json; mark?: string; label: string }) {
  const { lines, cut } = jsonLines(value, mark);
  return (
    <pre tabIndex={0} aria-label={label} className="max-h-96 overflow-auto rounded-md border border-line bg-sunken py-2 text-sm leading-5.5">
      <code className="block w-max min-w-full">
        {lines.map((line, index) => (
          <span key={index} className={`block border-l-3 pr-4 ${line.marked ? "border-no bg-no-soft" : "border-transparent"}`}>
            <span style={{ paddingLeft: `${line.depth * 1.25 + 0.75}rem` }}>
              {line.name && (
                <>
                  <span className="text-ink">{line.name}</span>
                  <span className="text-muted">: </span>
                </>
              )}
              <span className={tones[line.kind]}>{line.text}</span>
            </span>
            {line.marked && !lines[index - 1]?.marked && <span className="pl-4 font-sans text-xs font-semibold text-no select-none"> ← here</span>}
          </span>
        ))}
        {cut && <span className="block px-4 text-muted">… the rest is not shown</span>}
      </code>
    </pre>
  );
}
