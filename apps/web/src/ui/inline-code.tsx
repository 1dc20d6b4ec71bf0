import { Fragment } from "react";

/** A sentence in which backticks mean code. */
export function InlineCode({ children: text }: { children: string }) {
  return text
    .split(/(`[^`\n]+`)/)
    .map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece.slice(1, -1)}</code> : <Fragment key={index}>{piece}</Fragment>));
}
