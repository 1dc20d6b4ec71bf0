import { delimiter, join } from "node:path";

export const workspaceRoot = join(import.meta.dirname, "../../..");

/** Environment in which the workspace's own tools (turbo, pnpm, biome …) are found, and none of them phones home. */
export function toolEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return {
    ...env,
    PATH: [join(workspaceRoot, "node_modules/.bin"), env["PATH"]].join(delimiter),
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    DO_NOT_TRACK: "1",
  };
}
