import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DemoDocument } from "@surety/domain/deps";
import { ServiceName, VersionName } from "@surety/model/names";

/** The documents of a folder, named `<service>-<version>.<json or yaml>`; the versions of a service in their order. None when there is no folder. */
export async function readDemoDocuments(folder: string): Promise<DemoDocument[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(
    names
      .toSorted((a, b) => a.localeCompare(b))
      .flatMap((name) => {
        const [, service = "", version = ""] = /^([a-z0-9-]+?)-(\d.*)\.(?:json|ya?ml)$/.exec(name) ?? [];
        return service === "" ? [] : [readDemoDocument(join(folder, name), service, version)];
      }),
  );
}

async function readDemoDocument(path: string, service: string, version: string): Promise<DemoDocument> {
  const title = service.charAt(0).toUpperCase() + service.slice(1).replaceAll("-", " ");
  return { service: ServiceName.parse(service), version: VersionName.parse(version), title, document: await readFile(path) };
}
