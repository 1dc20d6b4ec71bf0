/**
 * Runs inside the functions' own context, and is the only way in and out: texts come in, texts go out, so that no object
 * of the engine is ever reached from a function.
 */
export const FUNCTION_WORLD = `(() => {
  "use strict";
  const { parse, stringify } = JSON;
  const nodes = [];
  const functions = new Map();
  const read = (value) => (Array.isArray(value) ? nodes[value[0]] : value);
  const take = (list) => {
    for (const [id, isList] of list) nodes[id] = isList ? [] : {};
    for (const [id, isList, ...rest] of list) {
      const node = nodes[id];
      if (isList) for (const item of rest) node.push(read(item));
      else
        for (let at = 0; at < rest.length; at += 2)
          Object.defineProperty(node, rest[at], { value: read(rest[at + 1]), enumerable: true, writable: true, configurable: true });
    }
  };
  const answer = (run) => {
    try {
      return stringify({ ok: true, result: run() });
    } catch (error) {
      return stringify({ ok: false, message: String(error instanceof Error ? error.message : error).slice(0, 500) });
    }
  };
  const load = (name, evaluate) =>
    answer(() => {
      const module = { exports: {} };
      evaluate(module, module.exports);
      const found = typeof module.exports === "function" ? module.exports : module.exports.default;
      if (typeof found !== "function") throw new Error("it exports no function: write \`export default (value, options, context) => …\`");
      functions.set(name, found);
      return null;
    });
  const call = (text) =>
    answer(() => {
      const { name, list, value, options, context } = parse(text);
      take(list);
      const data = read(context.data);
      const document = { data, source: null, formats: new Set(context.formats) };
      const results = functions.get(name)(read(value), read(options), {
        path: context.path,
        document,
        documentInventory: { resolved: read(context.resolved), unresolved: data, source: null, document },
        rule: { name: context.rule },
      });
      if (results === undefined || results === null) return null;
      if (typeof results.then === "function") throw new TypeError("it is asynchronous, and rules run synchronously");
      if (!Array.isArray(results)) throw new TypeError("it gave something that is no list of results");
      return results.slice(0, 1000).map((each) => ({
        message: String(each.message),
        ...(Array.isArray(each.path) ? { path: each.path.map((key) => (typeof key === "number" ? key : String(key))) } : {}),
      }));
    });
  Object.defineProperty(globalThis, "surety", { value: Object.freeze({ load, call }) });
})()`;
