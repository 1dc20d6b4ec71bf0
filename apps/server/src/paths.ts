import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where the server finds what it needs beside its code: next to the bundle, or in the workspace when it runs from source. */
export interface Paths {
  readonly migrations: string;
  readonly demoDocuments: string;
  readonly webDir: string;
  readonly engineChild: { readonly path: string; readonly execArgv: readonly string[] };
}

export function findPaths(moduleUrl: string): Paths {
  const at = (path: string) => fileURLToPath(new URL(path, moduleUrl));
  if (existsSync(at("./engine-child.js"))) {
    const web = at("./web");
    return {
      migrations: at("./migrations"),
      demoDocuments: at("./demo"),
      webDir: existsSync(web) ? web : at("../../web/dist"),
      engineChild: { path: at("./engine-child.js"), execArgv: [] },
    };
  }
  return {
    migrations: at("../../../packages/db/migrations"),
    demoDocuments: at("../../../tooling/examples/documents"),
    webDir: at("../../web/dist"),
    engineChild: { path: at("../../../packages/sandbox/src/child.ts"), execArgv: ["--import", "tsx"] },
  };
}
