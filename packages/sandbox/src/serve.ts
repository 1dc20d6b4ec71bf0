import process from "node:process";
import type { ChildMessage, EngineRequest, EngineResult, ParentMessage } from "./protocol.ts";
import { watchParent } from "./watch-parent.ts";

/** The child's whole life: answers requests one by one until the parent goes away. An engine that throws fails its request only. */
export function serve(run: (request: EngineRequest) => EngineResult | Promise<EngineResult>): void {
  process.on("disconnect", () => process.exit(0));
  process.on("message", (message: unknown) => {
    if (isParentMessage(message)) void answer(run, message).then(send);
  });
  watchParent();
  send({ kind: "ready" });
}

async function answer(
  run: (request: EngineRequest) => EngineResult | Promise<EngineResult>,
  { id, request }: ParentMessage,
): Promise<ChildMessage> {
  try {
    return { kind: "done", id, result: await run(request), heapBytes: process.memoryUsage().heapUsed };
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : "an engine threw something that is no error";
    return { kind: "failed", id, message: message.slice(0, 500), heapBytes: process.memoryUsage().heapUsed };
  }
}

function send(message: ChildMessage): void {
  process.send?.(message, undefined, undefined, (error) => {
    if (error !== null) process.exit(0);
  });
}

function isParentMessage(message: unknown): message is ParentMessage {
  return typeof message === "object" && message !== null && "id" in message && "request" in message;
}
