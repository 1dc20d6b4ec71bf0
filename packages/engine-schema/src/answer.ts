import type { Json } from "@surety/model/json";

/** Whether some value satisfies everything that is asked. */
export type Answer =
  | { readonly found: "yes"; readonly value: Json }
  | { readonly found: "no" }
  | { readonly found: "unknown"; readonly reason: string };

export const NONE: Answer = { found: "no" };

export function found(value: Json): Answer {
  return { found: "yes", value };
}

export function unknown(reason: string): Answer {
  return { found: "unknown", reason };
}

/** The first value that any of the attempts finds; unknown when one of them is, and none finds a value. */
export function firstOf<Item>(items: Iterable<Item>, attempt: (item: Item) => Answer): Answer {
  let open: Answer | null = null;
  for (const item of items) {
    const answer = attempt(item);
    if (answer.found === "yes") return answer;
    if (answer.found === "unknown") open ??= answer;
  }
  return open ?? NONE;
}
