import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Changes } from "./watch-lint.ts";

/** Editors write a file in several steps. */
const SETTLED_MS = 60;

/** Watches files through their folders: editors often put a new file in the place of the old one. Ctrl-C ends it. */
export class FileChanges implements Changes {
  readonly #folders = new Map<string, FSWatcher>();
  #files: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #hasChanged = false;
  #isStopped = false;
  #wake: () => void = () => undefined;
  readonly #stop = (): void => {
    this.#isStopped = true;
    this.#wake();
  };

  constructor() {
    process.once("SIGINT", this.#stop);
    process.once("SIGTERM", this.#stop);
  }

  watch(files: ReadonlySet<string>): void {
    this.#files = files;
    const folders = new Set([...files].map(dirname));
    for (const [folder, watcher] of this.#folders) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#folders.delete(folder);
    }
    for (const folder of folders) {
      if (this.#folders.has(folder)) continue;
      const watcher = watch(folder, (_, name) => this.#notice(folder, name));
      watcher.on("error", () => undefined); // the folder is gone: the next lint says so
      this.#folders.set(folder, watcher);
    }
  }

  async next(): Promise<boolean> {
    if (!this.#hasChanged && !this.#isStopped) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#hasChanged = false;
    return !this.#isStopped;
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#folders.values()) watcher.close();
    this.#folders.clear();
    process.off("SIGINT", this.#stop);
    process.off("SIGTERM", this.#stop);
  }

  #notice(folder: string, name: string | null): void {
    const isOurs = name === null || [...this.#files].some((file) => dirname(file) === folder && basename(file) === name);
    if (!isOurs) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#hasChanged = true;
      this.#wake();
    }, SETTLED_MS);
  }
}
