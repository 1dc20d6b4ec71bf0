import type { Answer } from "@surety/model/verdicts";
import { Seal } from "../ui/seal.tsx";

export const answerWords: Record<Answer, string> = { yes: "Yes", no: "No", unknown: "Unknown" };
export const answerText: Record<Answer, string> = { yes: "text-yes", no: "text-no", unknown: "text-unknown" };
export const answerTint: Record<Answer, string> = {
  yes: "border-yes-line bg-yes-soft text-yes",
  no: "border-no-line bg-no-soft text-no",
  unknown: "border-unknown-line bg-unknown-soft text-unknown",
};

interface AnswerMarkProps {
  answer: Answer;
  /** False while checks that could still change the answer are running. */
  settled?: boolean;
}

/** The answer in a line of text: seal and word. */
export function AnswerMark({ answer, settled = true }: AnswerMarkProps) {
  const checking = answer === "unknown" && !settled;
  return (
    <span className={`inline-flex items-center gap-1.5 font-semibold ${answerText[answer]}`}>
      <Seal answer={answer} className={`size-[1.15em] ${checking ? "animate-breathe" : ""}`} />
      {checking ? "Checking" : answerWords[answer]}
    </span>
  );
}
