import { setFlagsFromString } from "node:v8";

/** The last release of Node.js in which the flag has been seen to work; an unknown one would be complained about. */
const LAST_RELEASE = 24;

/**
 * Lets V8 wait longer before it optimises a function. A command is done within seconds, and compiling what is run a
 * little would take up to a third of its CPU time; what is run much is compiled all the same.
 */
export function compileLater(): void {
  if (Number.parseInt(process.versions.node, 10) <= LAST_RELEASE) setFlagsFromString("--interrupt-budget=1200000");
}
