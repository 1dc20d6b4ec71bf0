import type { Snippet as SnippetLines } from "@surety/model/places";

/** Source lines around a place, the line itself marked. */
export function Snippet({
  snippet,
  tone = "accent",
  label,
}: {
  snippet: SnippetLines;
  tone?: "accent" | "no" | "yes" | "unknown";
  label: string;
}) {
  const width = String(snippet.firstLine + snippet.lines.length - 1).length;
  return (
    <pre tabIndex={0} aria-label={label} className="overflow-x-auto rounded-md border border-line bg-sunken py-1.5 text-xs leading-5">
      <code className="block w-max min-w-full">
        {snippet.lines.map((line, index) => {
          const number = snippet.firstLine + index;
          const marked = number === snippet.marked;
          return (
            <span key={number} className={`block border-l-3 pr-4 ${marked ? marks[tone] : "border-transparent"}`}>
              <span aria-hidden className="inline-block px-3 text-right text-muted select-none">
                {String(number).padStart(width, " ")}
              </span>
              {marked ? <mark className="bg-transparent text-inherit">{line || " "}</mark> : line || " "}
            </span>
          );
        })}
      </code>
    </pre>
  );
}

const marks = {
  accent: "border-accent bg-accent-soft",
  no: "border-no bg-no-soft",
  yes: "border-yes bg-yes-soft",
  unknown: "border-unknown bg-unknown-soft",
};
