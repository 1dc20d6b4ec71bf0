import process from "node:process";
import type { EngineRequest, EngineResult } from "../src/protocol.ts";
import { serve } from "../src/serve.ts";

/** A child whose engine does what the document tells it to do. */
serve((request: EngineRequest): EngineResult => {
  const order = new TextDecoder().decode(request.task === "diff" ? request.base : "document" in request ? request.document : undefined);
  switch (order) {
    case "loop":
      for (;;);
    case "fill the heap": {
      const kept: number[][] = [];
      for (;;) kept.push(Array.from({ length: 100_000 }, () => Math.random()));
    }
    case "fill buffers": {
      const kept: Uint8Array[] = [];
      for (;;) kept.push(new Uint8Array(16 * 1024 * 1024).fill(1));
    }
    case "abort":
      return process.abort();
    case "exit":
      return process.exit(7);
    case "kill":
      process.kill(process.pid, "SIGKILL");
      for (;;);
    case "throw":
      throw new RangeError("Maximum call stack size exceeded");
    default:
      return {
        engine: JSON.stringify({ pid: process.pid, environment: Object.keys(process.env) }),
        findings: [],
        ruleErrors: [],
        score: null,
      };
  }
});
