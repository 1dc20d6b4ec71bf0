import { defineConfig } from "vitest/config";

// Real databases and processes, beside other work on the same machine: slow is not wrong.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 120_000 } });
