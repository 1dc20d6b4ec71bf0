import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "./toasts.tsx";

function useCopy(text: string) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard
      .writeText(text)
      .then(() => setCopied(true))
      .catch(() => toast({ tone: "no", text: "The browser did not allow copying. Select the text and copy it by hand." }));
  return { copied, copy };
}

/** Copies `text`; `what` names it for people who cannot see it. */
export function CopyButton({ text, what, className = "" }: { text: string; what: string; className?: string }) {
  const { copied, copy } = useCopy(text);
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
      className={`inline-flex size-7 shrink-0 items-center justify-center rounded text-muted transition-colors hover:bg-sunken hover:text-ink ${className}`}
    >
      {copied ? <Check aria-hidden className="size-4 text-yes" /> : <Copy aria-hidden className="size-3.5" />}
      <span className="sr-only" aria-live="polite">
        {copied ? "Copied" : ""}
      </span>
    </button>
  );
}

/** Copies `text`; says in words what it is: `curl`, `JSON`. */
export function CopyText({ text, what }: { text: string; what: string }) {
  const { copied, copy } = useCopy(text);
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={`Copy as ${what}`}
      className="inline-flex min-h-7 items-center gap-1.5 rounded border border-current/25 bg-surface px-2 text-xs font-medium text-ink hover:border-current"
    >
      <Icon aria-hidden className={`size-3.5 ${copied ? "text-yes" : "text-muted"}`} /> {what}
      <span className="sr-only" aria-live="polite">
        {copied ? "Copied" : ""}
      </span>
    </button>
  );
}

/** Longer words than this may be broken: a token, an address. */
const LONG_WORD = 28;

/** One command for a terminal, ready to copy. Long ones go on in the next line, between words. */
export function Command({ children: text }: { children: string }) {
  return (
    <div className="flex min-w-0 items-start gap-1 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
      <pre className="flex min-w-0 flex-1 gap-2 py-1 text-sm leading-snug">
        <span aria-hidden className="text-muted select-none">
          $
        </span>
        <code className="min-w-0 whitespace-pre-wrap">
          {text.split(/(\s+)/).map((word, index) => (
            <span key={index} className={word.length > LONG_WORD ? "break-all" : word.trim() === "" ? "" : "whitespace-nowrap"}>
              {word}
            </span>
          ))}
        </code>
      </pre>
      <CopyButton text={text} what="the command" />
    </div>
  );
}
