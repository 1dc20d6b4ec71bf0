import type { TestProject } from "vitest/node";
import { startSurety } from "./start-surety.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of the server that all tests of a run share; each has an organization of its own. */
    url: string;
  }
}

export default async function oneSurety(project: TestProject): Promise<() => Promise<void>> {
  const surety = await startSurety();
  project.provide("url", surety.url);
  return () => surety.stop();
}
