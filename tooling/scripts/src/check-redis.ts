import { once } from "node:events";
import { connect } from "node:net";
import { StartProblem } from "./start-problem.ts";

/** @throws StartProblem when nothing answers at the address; signing in and its errors are left to the client. */
export async function checkRedis(url: string): Promise<void> {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new StartProblem("REDIS_URL is not an address. It looks like redis://localhost:6379");
  }
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 6379) });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(5_000) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartProblem(
      `Cannot reach Redis at ${hostname}:${port || 6379} (from REDIS_URL): ${reason}. Start it, or unset REDIS_URL to run the jobs on PostgreSQL.`,
      { cause },
    );
  } finally {
    socket.destroy();
  }
}
