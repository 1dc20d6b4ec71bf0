import { locateInJson } from "@surety/engine-spec/locate-in-json";
import { locateInYaml } from "@surety/engine-spec/locate-in-yaml";
import { parseJson } from "@surety/engine-spec/parse-json";
import { parseYaml } from "@surety/engine-spec/parse-yaml";
import { UnreadableSource } from "@surety/engine-spec/source-note";
import { SourceText } from "@surety/engine-spec/source-text";
import { joinPointer, type Pointer } from "@surety/model/pointer";

const LIMITS = { maxDepth: 60, maxNodes: 100_000 };

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text of a ruleset, to find places in it and what it extends. One that cannot be parsed has only its beginning. */
export class RulesetText {
  readonly #source: SourceText;
  readonly #value: unknown;
  readonly #offsetOf: (pointer: Pointer) => number;

  constructor(text: string) {
    this.#source = new SourceText(text);
    this.#offsetOf = () => 0;
    try {
      if (/^\s*\{\s*["}]/.test(text)) {
        this.#value = parseJson(text, LIMITS).value;
        this.#offsetOf = (pointer) => locateInJson(text, [pointer]).get(pointer) ?? 0;
      } else {
        const { value, outline } = parseYaml(text, LIMITS);
        this.#value = value;
        this.#offsetOf = (pointer) => locateInYaml(outline, [pointer]).get(pointer) ?? 0;
      }
    } catch (error) {
      if (!(error instanceof UnreadableSource)) throw error;
    }
  }

  get value(): unknown {
    return this.#value;
  }

  /** Of what does not exist: the place of what it would be in. */
  locate(path: readonly string[]): Position {
    return this.#source.lineAndColumn(this.#offsetOf(joinPointer("", ...path)));
  }

  /** As {@link locate}, by a path like `rules.my.rule.given`, in which names may hold dots: the longest that exists is meant. */
  locateDotted(place: string): Position {
    const path: string[] = [];
    let node = this.#value;
    for (let words = place === "" ? [] : place.split("."); words.length > 0; ) {
      let take = words.length;
      while (take > 1 && memberOf(node, words.slice(0, take).join(".")) === undefined) take -= 1;
      const name = words.slice(0, take).join(".");
      path.push(name);
      node = memberOf(node, name);
      words = words.slice(take);
    }
    return this.locate(path);
  }

  /** All that `extends` names, in the ruleset and its overrides. */
  extended(): string[] {
    const names: string[] = [];
    const visit = (node: unknown): void => {
      if (typeof node === "string") names.push(node);
      else if (Array.isArray(node)) {
        for (const entry of node) visit(Array.isArray(entry) ? entry[0] : entry);
      } else if (typeof node === "object" && node !== null) {
        visit(memberOf(node, "extends"));
        const overrides = memberOf(node, "overrides");
        if (Array.isArray(overrides)) for (const override of overrides) visit(memberOf(override, "extends"));
      }
    };
    if (!Array.isArray(this.#value) && typeof this.#value === "object") visit(this.#value);
    return names;
  }
}

export function memberOf(node: unknown, name: string): unknown {
  return typeof node === "object" && node !== null && Object.hasOwn(node, name) ? Reflect.get(node, name) : undefined;
}
