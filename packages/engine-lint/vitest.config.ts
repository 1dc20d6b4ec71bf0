import { defineConfig } from "vitest/config";

// Tests here share nothing that changes, so they may share their modules: importing the reader 60 times took longer than all tests.
export default defineConfig({ test: { testTimeout: 60_000, isolate: false, pool: "threads" } });
