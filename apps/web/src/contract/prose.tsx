import { Fragment } from "react";

/** Descriptions from a document: paragraphs, and code between backticks. Everything else stays text, because its author is not trusted. */
export function Prose({ children: text, className = "" }: { children: string; className?: string }) {
  return (
    <div className={`space-y-2 break-words ${className}`}>
      {text
        .trim()
        .split(/\n\s*\n/)
        .slice(0, 40)
        .map((paragraph, index) => (
          <p key={index} className="whitespace-pre-line">
            {paragraph.split(/(`[^`\n]+`)/).map((piece, at) => (at % 2 === 1 ? <code key={at}>{piece.slice(1, -1)}</code> : <Fragment key={at}>{piece}</Fragment>))}
          </p>
        ))}
    </div>
  );
}
