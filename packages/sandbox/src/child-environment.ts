/** What a process needs to start; everything else (database addresses, tokens) stays with the parent. */
const PASSED_ON = ["PATH", "TMPDIR", "TMP", "TEMP", "TZ", "LANG", "SystemRoot"];

/** The environment of a process that works on user documents. */
export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed: NodeJS.ProcessEnv = { NODE_ENV: "production" };
  for (const name of PASSED_ON) {
    const value = environment[name];
    if (value !== undefined) passed[name] = value;
  }
  return passed;
}
