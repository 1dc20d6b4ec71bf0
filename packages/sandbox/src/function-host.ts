import vm from "node:vm";
import type { CustomContext, CustomFunction } from "@surety/engine-lint/spectral/ruleset/ruleset-ports";
import { z } from "zod";
import { FUNCTION_WORLD } from "./function-world.ts";
import { GraphEncoder } from "./graph-encoder.ts";
import { memberOf, RulesetText } from "./ruleset-text.ts";

const CALL_MS = 1000;
const MEMBER = "x-surety-functions";

const Answer = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    result: z.array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).optional() })).nullable(),
  }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);

/**
 * Functions that come with rulesets, in a context of their own without Node's globals. `node:vm` keeps honest code from
 * mistakes and is no wall against an attacker: that is the process around it, which holds no secret, and the setting.
 */
export class FunctionHost {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #encoder = new GraphEncoder();
  #context: vm.Context | undefined;

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** Throws with a message for the author of the ruleset. */
  load(name: string, from: string): CustomFunction {
    const source = memberOf(memberOf(new RulesetText(this.#texts.get(from) ?? "").value, MEMBER), name);
    if (typeof source !== "string")
      throw new Error(`there are no files on the server: put the function's source as text into \`${MEMBER}\`, under \`${name}\``);
    if (/^\s*import\s|\brequire\s*\(/m.test(source)) throw new Error("a function cannot import anything on the server");
    const body = source.replace(/^(\s*)export\s+default\s+/m, "$1module.exports.default = ");
    const key = `${from}#${name}`;
    this.#run(`surety.load(${JSON.stringify(key)}, function (module, exports) { "use strict";\n${body}\n})`, name);
    return (value, options, context) => this.#call(key, name, { value, options, context });
  }

  #call(key: string, name: string, given: { value: unknown; options: unknown; context: CustomContext }): unknown {
    const { path, document, documentInventory, rule } = given.context;
    const parts = [given.value, given.options, document.data, documentInventory.resolved].map((part) => this.#encoder.encode(part));
    const [value, options, data, resolved] = parts.map((part) => part.value);
    const context = { path, data, resolved, rule: rule.name, formats: [...document.formats] };
    const text = JSON.stringify({ name: key, list: parts.flatMap((part) => part.nodes), value, options, context });
    return this.#run(`surety.call(${JSON.stringify(text)})`, name);
  }

  #run(code: string, name: string): unknown {
    this.#context ??= newContext();
    let given: unknown;
    try {
      given = vm.runInContext(code, this.#context, { timeout: CALL_MS, filename: name });
    } catch (error) {
      // An error of the functions' own world is no instance of this one's `Error`.
      const isLate = memberOf(error, "code") === "ERR_SCRIPT_EXECUTION_TIMEOUT";
      const said = memberOf(error, "message");
      const message = isLate ? `it did not answer within ${CALL_MS / 1000} s` : typeof said === "string" ? said : "it failed";
      throw new Error(`${name}: ${message}`, { cause: error });
    }
    const answer = Answer.parse(typeof given === "string" ? JSON.parse(given) : given);
    if (!answer.ok) throw new Error(`${name}: ${answer.message}`);
    return answer.result;
  }
}

function newContext(): vm.Context {
  // Without a prototype: through one, the engine's own world would be reached.
  const own: object = Object.create(null);
  const context = vm.createContext(own, { codeGeneration: { strings: false, wasm: false }, microtaskMode: "afterEvaluate" });
  vm.runInContext(FUNCTION_WORLD, context, { timeout: CALL_MS });
  return context;
}
