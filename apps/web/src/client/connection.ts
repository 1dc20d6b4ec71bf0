import { useSyncExternalStore } from "react";

/** Whether the server answers. `lost` shows the banner; the way back is any answer. */
export type Connection = "ok" | "lost";

let current: Connection = "ok";
const listeners = new Set<() => void>();

export function setConnection(next: Connection): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => current);
}
