import { createServer } from "node:net";

/** True when nothing listens there. */
export function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(false))
      .listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** The first free port from the wanted one on. */
export async function nextFreePort(from: number, host: string): Promise<number> {
  for (let port = from; port < from + 200; port += 1) {
    if (await isPortFree(port, host)) return port;
  }
  throw new Error(`no free port between ${from} and ${from + 199} on ${host}`);
}
