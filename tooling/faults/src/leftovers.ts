const pids = new Set<number>();

process.on("exit", () => {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended.
    }
  }
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

/** Processes that end with this one, however it ends. */
export const leftovers = {
  add: (pid: number | undefined) => void (pid !== undefined && pids.add(pid)),
  delete: (pid: number | undefined) => void (pid !== undefined && pids.delete(pid)),
};
