import { defineConfig } from "vitest/config";

// The tests share nothing that changes, so they may share their modules.
export default defineConfig({ test: { testTimeout: 60_000, isolate: false, pool: "threads" } });
