import type { Answer } from "@surety/model/verdicts";

/**
 * The answer as a seal: a closed ring for yes, a broken one for no, a dotted one for unknown,
 * so that it can be told without its colour.
 */
export function Seal({ answer, className = "size-5" }: { answer: Answer; className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      {answer === "yes" && (
        <>
          <circle cx="12" cy="12" r="9.5" />
          <path d="m7.9 12.4 2.8 2.8 5.4-6" />
        </>
      )}
      {answer === "no" && (
        <>
          <path d="M14.5 2.85a9.5 9.5 0 0 1 6.6 6.65M21.1 14.5a9.5 9.5 0 0 1-6.6 6.65M9.5 21.15a9.5 9.5 0 0 1-6.6-6.65M2.9 9.5a9.5 9.5 0 0 1 6.6-6.65" />
          <path d="m8.8 8.8 6.4 6.4m0-6.4-6.4 6.4" />
        </>
      )}
      {answer === "unknown" && (
        <>
          <circle cx="12" cy="12" r="9.5" strokeDasharray="0.1 4.16" strokeWidth="2.4" />
          <path d="M9.3 9.4a2.8 2.8 0 1 1 4.1 2.5c-.9.5-1.4 1-1.4 2" />
          <path d="M12 17v.1" strokeWidth="2.4" />
        </>
      )}
    </svg>
  );
}
