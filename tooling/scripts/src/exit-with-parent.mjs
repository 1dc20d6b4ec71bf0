// Preloaded into the server and the worker: when the start script is gone, killed included, they end too.
const lastResortMs = 10_000;

process.on("disconnect", () => {
  setTimeout(() => process.exit(1), lastResortMs).unref();
  process.kill(process.pid, "SIGTERM");
});
process.channel?.unref();
