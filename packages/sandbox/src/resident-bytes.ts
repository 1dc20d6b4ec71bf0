import { readFile } from "node:fs/promises";

/** Physical memory of a process, where the system tells (Linux); undefined elsewhere and when it is gone. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const pages = Number((await readFile(`/proc/${pid}/statm`, "latin1")).split(" ")[1]);
    return Number.isInteger(pages) ? pages * 4096 : undefined;
  } catch {
    return undefined;
  }
}
