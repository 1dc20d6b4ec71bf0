import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isPortFree, nextFreePort } from "./free-port.ts";
import { StartProblem } from "./start-problem.ts";

const usualPort = 4400;

/**
 * The port of the last start where it is free, so that bookmarks stay right; else the next free one.
 *
 * @throws StartProblem when a port was asked for and is taken.
 */
export async function chooseServerPort(stateDir: string, host: string, asked: number | undefined): Promise<number> {
  const file = join(stateDir, "port");
  if (asked !== undefined) {
    if (asked !== 0 && !(await isPortFree(asked, host))) {
      throw new StartProblem(`Port ${asked} on ${host} is in use by another program. Choose another: npm start -- --port ${asked + 1}`);
    }
    return asked === 0 ? await nextFreePort(20_000 + Math.floor(Math.random() * 20_000), host) : asked;
  }
  const port = await nextFreePort(remembered(file) ?? usualPort, host);
  writeFileSync(file, `${port}\n`);
  return port;
}

function remembered(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, "utf8"));
    return Number.isInteger(port) && port > 0 && port < 65_336 ? port : undefined;
  } catch {
    return undefined;
  }
}
