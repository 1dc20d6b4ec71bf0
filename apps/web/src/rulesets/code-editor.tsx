import type { RulesetProblem } from "@surety/model/rulesets";
import { useId, useRef } from "react";

interface CodeEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  problems: readonly RulesetProblem[];
  readOnly?: boolean;
}

/** A text with line numbers, and what is wrong with it in place and in a list below. */
export function CodeEditor({ label, value, onChange, problems, readOnly = false }: CodeEditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = value.split("\n");
  const faulty = new Map(problems.map((problem) => [problem.line, problem.message]));
  const goTo = ({ line, column }: RulesetProblem) => {
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    area.current?.focus();
    area.current?.setSelectionRange(start + column - 1, start + (lines[line - 1]?.length ?? 0));
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <div className="max-h-[70vh] min-h-64 overflow-y-auto rounded-md border border-line-strong bg-surface font-mono text-sm leading-6 focus-within:outline-2 focus-within:outline-accent">
        <div className="flex min-h-full">
          <ol aria-hidden className="shrink-0 border-r border-line bg-sunken py-2 text-right text-muted select-none">
            {lines.map((_, index) => (
              <li
                key={index}
                title={faulty.get(index + 1)}
                className={`px-2.5 ${faulty.has(index + 1) ? "bg-no-soft font-semibold text-no" : ""}`}
              >
                {index + 1}
              </li>
            ))}
          </ol>
          <textarea
            ref={area}
            id={id}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            rows={lines.length + 1}
            readOnly={readOnly}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            aria-invalid={problems.length > 0 || undefined}
            aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
            className="block min-w-0 flex-1 resize-none overflow-y-hidden overflow-x-auto bg-transparent px-3 py-2 leading-6 text-ink outline-none"
          />
        </div>
      </div>
      <div id={`${id}-problems`} role="status">
        {problems.length > 0 && (
          <ul className="mt-2 space-y-1.5">
            {problems.map((problem) => (
              <li key={`${problem.line} ${problem.column} ${problem.message}`} className="text-sm">
                <button
                  type="button"
                  onClick={() => goTo(problem)}
                  className="mr-2 min-h-6 rounded font-medium whitespace-nowrap text-no underline"
                >
                  Line {problem.line}, column {problem.column}
                </button>
                <span className="break-words">
                  {problem.rule !== null && <code className="mr-1">{problem.rule}</code>}
                  {problem.message}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
