import type { Server, ServerVariable } from "./api.ts";
import type { LocatedObject, Reading } from "./reading.ts";

/** The servers that the root, a path item or an operation states; for Swagger 2.0 those of schemes, host and basePath. */
export function readServers(reading: Reading, at: LocatedObject): readonly Server[] {
  if (reading.isSwagger) return at.pointer === "" ? readSwaggerServers(reading, at) : [];
  const servers = reading.items(at, "servers").flatMap((item) => {
    const server = reading.asObject(item, "A server");
    const url = server && reading.text(server, "url");
    if (!server || url === undefined) return [];
    const variables = readVariables(reading, server);
    return [{ url, ...(variables.size > 0 ? { variables } : {}), pointer: item.pointer }];
  });
  return servers.length === 0 && at.pointer === "" ? [{ url: "/", pointer: "" }] : servers;
}

function readSwaggerServers(reading: Reading, root: LocatedObject): readonly Server[] {
  const host = reading.text(root, "host");
  const basePath = reading.text(root, "basePath");
  const pointer = host !== undefined ? "/host" : basePath !== undefined ? "/basePath" : "";
  if (host === undefined) return [{ url: basePath ?? "/", pointer }];
  const schemes = reading.texts(root, "schemes") ?? [];
  const path = basePath === undefined || basePath === "/" ? "" : basePath;
  if (schemes.length === 0) return [{ url: `//${host}${path}`, pointer }];
  return schemes.map((scheme) => ({ url: `${scheme}://${host}${path}`, pointer }));
}

function readVariables(reading: Reading, server: LocatedObject): ReadonlyMap<string, ServerVariable> {
  return new Map(
    reading.entries(server, "variables").flatMap(([name, source]) => {
      const at = reading.asObject(source, "A server variable");
      if (!at) return [];
      const value = reading.text(at, "default");
      const values = reading.texts(at, "enum");
      return [[name, { ...(value === undefined ? {} : { default: value }), ...(values === undefined ? {} : { enum: values }) }] as const];
    }),
  );
}
