import { InlineCode } from "../ui/inline-code.tsx";

const MAX_BLOCKS = 40;

/** Descriptions from a document: paragraphs, lists, and code between backticks. Everything else stays text, because its author is not trusted. */
export function Prose({ children: text, className = "" }: { children: string; className?: string }) {
  return (
    <div className={`space-y-2 break-words ${className}`}>
      {text
        .trim()
        .split(/\n\s*\n/)
        .slice(0, MAX_BLOCKS)
        .map((block, index) => (
          <Block key={index} text={block} />
        ))}
    </div>
  );
}

function Block({ text }: { text: string }) {
  const lines = text.split("\n");
  if (lines.every((line) => /^\s*[-*] /.test(line))) {
    return (
      <ul className="list-disc space-y-1 pl-5">
        {lines.map((line, index) => (
          <li key={index}>
            <InlineCode>{line.replace(/^\s*[-*] /, "")}</InlineCode>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <p className="whitespace-pre-line">
      <InlineCode>{text}</InlineCode>
    </p>
  );
}
