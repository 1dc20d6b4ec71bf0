import { isNever } from "@surety/engine-schema/view";
import type { Schema } from "@surety/engine-spec/schema";

/** What is asked of items, properties or names that nothing else describes. */
export function describeRest(schemas: readonly Schema[]): "refused" | "restricted" | "free" {
  if (schemas.some(isNever)) return "refused";
  return schemas.length > 0 ? "restricted" : "free";
}

/** Predicate of a sentence for that: `allows %: further items were free, and are refused from now on`. */
export function sentenceOfRest(noun: string, before: readonly Schema[], after: readonly Schema[]): string {
  const [was, is] = [describeRest(before), describeRest(after)];
  return was === is ? `allows %: ${noun} are ${is} in another way` : `allows %: ${noun} were ${was}, and are ${is} from now on`;
}
