import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface WorkspacePackage {
  name: string;
  folder: string;
  scripts: Record<string, string>;
}

export function workspacePackages(root: string): WorkspacePackage[] {
  return ["apps", "packages", "tooling"].flatMap((group) =>
    readdirSync(join(root, group))
      .sort()
      .map((name) => join(root, group, name))
      .filter((folder) => existsSync(join(folder, "package.json")))
      .map((folder) => {
        const manifest: { name: string; scripts?: Record<string, string> } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        return { name: manifest.name, folder, scripts: manifest.scripts ?? {} };
      }),
  );
}
