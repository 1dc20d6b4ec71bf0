/** Calls `stop` when the process that started this one has gone: its end of standard input or of the IPC channel closes. */
export function exitWithParent(stop: () => void): void {
  process.on("disconnect", stop);
  process.stdin.on("end", stop);
  process.stdin.on("close", stop);
  process.stdin.on("error", stop);
  process.stdin.resume();
}
