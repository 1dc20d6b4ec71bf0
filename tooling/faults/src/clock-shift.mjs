import { readFileSync } from "node:fs";

/* Preloaded by the programs under test: their clock differs from the machine's by so many milliseconds as a file says. */
const file = process.env.FAULTS_CLOCK_FILE;
const Real = Date;
let shift = 0;
const look = () => {
  try {
    shift = Number(readFileSync(file, "utf8")) || 0;
  } catch {
    shift = 0;
  }
};
if (file) {
  look();
  setInterval(look, 100).unref();
  globalThis.Date = class Shifted extends Real {
    static [Symbol.hasInstance](value) {
      return Function.prototype[Symbol.hasInstance].call(Real, value);
    }
    constructor(...args) {
      super(...(args.length === 0 ? [Real.now() + shift] : args));
    }
    static now() {
      return Real.now() + shift;
    }
  };
}
