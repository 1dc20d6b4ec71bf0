import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

interface Service {
  profiles?: string[];
  image?: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  user?: string;
  read_only?: boolean;
  mem_limit?: string;
  cap_drop?: string[];
  security_opt?: string[];
  restart?: string;
  environment?: Record<string, string>;
  networks?: string[];
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number };
}

interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, unknown>;
}

describe("docker-compose.yml", () => {
  const text = read("docker-compose.yml");
  const compose = load(text, { schema: YAML11_SCHEMA }) as Compose;
  const services = Object.entries(compose.services);
  const ours = services.filter(([, service]) => service.build !== undefined);

  test("has the parts of a company installation", () => {
    expect(Object.keys(compose.services).sort()).toEqual(["caddy", "migrate", "postgres", "redis", "server", "worker"]);
    expect(ours.map(([name]) => name).sort()).toEqual(["migrate", "server", "worker"]);
  });

  test("names only services, networks and volumes that exist", () => {
    for (const [name, service] of services) {
      for (const network of service.networks ?? []) expect(compose.networks, name).toHaveProperty(network);
      for (const volume of service.volumes ?? []) expect(compose.volumes, name).toHaveProperty(volume.split(":")[0] ?? "");
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        const target = compose.services[other];
        if (condition === "service_healthy") expect(target?.healthcheck, `${name} waits for the health of ${other}`).toBeDefined();
        else
          expect([condition, target?.restart], `${name} waits for the end of ${other}`).toEqual(["service_completed_successfully", "no"]);
      }
    }
  });

  test("runs ours without root, without capabilities and on a read-only file system", () => {
    for (const [name, service] of ours) {
      expect(service, name).toMatchObject({ read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
      expect(Number(service.user?.split(":")[0]), name).toBeGreaterThan(0);
    }
  });

  test("migrates before server and worker start", () => {
    for (const name of ["server", "worker"]) expect(compose.services[name]?.depends_on).toHaveProperty("migrate");
    expect(compose.services["migrate"]?.depends_on).toHaveProperty("postgres");
  });

  test("keeps jobs in Redis: no eviction, and an append-only file on a volume", () => {
    const redis = compose.services["redis"];
    expect(redis?.command?.join(" ")).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(redis?.volumes).toEqual(["redis:/data"]);
  });

  test("opens only the server and, where it is asked for, the proxy to the outside", () => {
    expect(services.filter(([, service]) => service.ports).map(([name]) => name)).toEqual(["server", "caddy"]);
    expect(compose.services["caddy"]?.profiles).toEqual(["https"]);
    expect(compose.networks["back"]?.internal).toBe(true);
    for (const name of ["postgres", "redis"]) expect(compose.services[name]?.networks).toEqual(["back"]);
  });

  test("holds no secret, requires each, and explains every setting in .env.example", () => {
    const example = read(".env.example");
    const settings = [...text.matchAll(/\$\{([A-Z_]+)(:?[-?])?/g)];
    expect(settings.length).toBeGreaterThan(5);
    for (const [, name = "", kind] of settings) {
      expect(example, name).toContain(`${name}=`);
      if (/SECRET|PASSWORD/.test(name)) expect(kind, name).toBe(":?");
    }
    expect(example).not.toMatch(/(SECRET|PASSWORD)=\S/);
  });

  test("limits memory to half as much again as the heaps of a program and of its engine processes may be", () => {
    for (const [name, { command, environment = {}, mem_limit }] of ours) {
      const own = Number(/^--max-old-space-size=(\d+)$/.exec(command?.[0] ?? "")?.[1]);
      const engines = Number(environment["SURETY_ENGINES"] ?? environment["SURETY_WORKER_CONCURRENCY"] ?? 0);
      const heaps = own + engines * Number(environment["SURETY_ENGINE_MEMORY_MB"] ?? 0);
      expect(Math.abs(Number(mem_limit?.replace(/m$/, "")) - 1.5 * heaps), name).toBeLessThan(1);
    }
  });

  test("sets only what the programs read", () => {
    const source = ["apps/server/src/env.ts", "apps/worker/src/env.ts", "apps/server/src/migrate-main.ts"].map(read).join("\n");
    for (const [, service] of ours) {
      for (const name of Object.keys(service.environment ?? {})) expect(source).toContain(name);
    }
  });

  test("runs files that the image holds", () => {
    for (const [name, service] of ours) expect(service.command?.at(-1), name).toMatch(/^(server|worker)\/[a-z-]+\.js$/);
    expect(compose.services["server"]?.healthcheck?.test).toContain("healthy.mjs");
  });
});

describe("Dockerfile", () => {
  const text = read("tooling/deploy/Dockerfile");
  const stages = text.split(/^FROM /m).slice(1);
  const last = stages.at(-1) ?? "";

  test("is valid", () => {
    const problems = validate(text).map(({ range, message }) => `line ${range.start.line + 1}: ${JSON.stringify(message)}`);
    expect(problems).toEqual([]);
  });

  test("ends in a small stage that runs as a user without privileges", () => {
    expect(stages).toHaveLength(2);
    expect(last).toMatch(/^gcr\.io\/distroless\/nodejs24-/);
    expect(last).toMatch(/^USER nonroot$/m);
    expect(last).not.toMatch(/^RUN /m);
  });

  test("copies what the builds produce, and nothing else", () => {
    const copied = [...last.matchAll(/^COPY --from=build \/src\/(\S+) /gm)].map(([, path]) => path);
    expect(copied).toEqual(["apps/server/dist", "apps/web/dist", "apps/worker/dist", "tooling/deploy/healthy.mjs"]);
    for (const app of ["server", "worker", "web"]) expect(read(`apps/${app}/package.json`)).toContain('"build":');
  });

  test("builds with the package manager of the workspace", () => {
    const manifest: { packageManager: string } = JSON.parse(read("package.json"));
    expect([...text.matchAll(/pnpm@[\d.]+/g)].map(([name]) => name)).toEqual([manifest.packageManager, manifest.packageManager]);
  });

  test("leaves secrets, data and installed packages out of the build context", () => {
    const ignored = read(".dockerignore").split("\n");
    for (const path of ["**/node_modules", ".git", ".surety", ".env", "**/dist"]) expect(ignored).toContain(path);
  });
});

test("every Dockerfile of this folder is checked", () => {
  expect(readdirSync(join(import.meta.dirname, "..")).filter((name) => name.startsWith("Dockerfile"))).toEqual(["Dockerfile"]);
});
