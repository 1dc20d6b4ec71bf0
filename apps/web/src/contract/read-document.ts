import type { Syntax } from "@surety/model/contracts";
import { isRaw, type Raw } from "./raw.ts";

const LIMIT_MS = 20_000;

/** Parses a document that the server has accepted. YAML is slow to read, so a worker does it, which can be stopped. */
export async function readDocument(text: string, syntax: Syntax, signal: AbortSignal): Promise<Raw> {
  const document: unknown = syntax === "json" ? JSON.parse(text.replace(/^\uFEFF/, "")) : await readYaml(text, signal);
  if (!isRaw(document)) throw new Error("The document is not an object. Its source can still be read.");
  return document;
}

function readYaml(text: string, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./yaml-worker.ts", import.meta.url), { type: "module" });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      worker.terminate();
      settle();
    };
    const timer = setTimeout(
      () => end(() => reject(new Error("This document takes too long to lay out here. Its source can still be read."))),
      LIMIT_MS,
    );
    signal.addEventListener("abort", () => end(() => reject(new DOMException("No longer needed", "AbortError"))));
    worker.onerror = () => end(() => reject(new Error("This YAML cannot be laid out here. Its source can still be read.")));
    worker.onmessage = (message: MessageEvent<unknown>) => end(() => resolve(message.data));
    worker.postMessage(text);
  });
}
