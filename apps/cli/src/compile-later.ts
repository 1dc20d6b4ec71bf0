import { setFlagsFromString } from "node:v8";

/** The release of Node.js whose V8 has the flag: others would complain on standard error. */
const RELEASE = 20;

/**
 * Lets V8 wait longer before it optimises a function. A command is done within seconds, and compiling what is run a
 * little would take up to a third of its CPU time; what is run much is compiled all the same.
 */
export function compileLater(): void {
  if (Number.parseInt(process.versions.node, 10) === RELEASE) setFlagsFromString("--interrupt-budget=2400000");
}
