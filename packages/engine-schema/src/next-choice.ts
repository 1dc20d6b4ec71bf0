import type { Choice } from "./facts.ts";
import type { Location } from "./location.ts";
import { refutes, settles } from "./quick-facts.ts";

/**
 * Takes the next choice out of a location, without the alternatives that are refuted already: one without alternatives
 * left first, then unions that are asked for, then the smallest.
 */
export function nextChoice(at: Location): Choice | "none" {
  let best: { readonly choice: Choice; readonly weight: number; readonly from: Choice } | null = null;
  const remaining: Choice[] = [];
  for (const choice of at.choices) {
    if (choice.some((facts) => settles(at, facts))) continue;
    const open = choice.filter((facts) => !facts.some((fact) => refutes(at, fact)));
    if (open.length === 0) return [];
    remaining.push(choice);
    const [first] = open[0] ?? [];
    const union = first !== undefined && first.on === "literal" && first.literal.positive;
    const weight = open.length === 1 ? 0 : open.length + (union ? 0 : 1000);
    if (best === null || weight < best.weight) best = { choice: open, weight, from: choice };
  }
  at.choices = remaining.filter((choice) => choice !== best?.from);
  return best === null ? "none" : best.choice;
}
