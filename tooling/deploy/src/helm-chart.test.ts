import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load, loadAll } from "js-yaml";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const chart = join(root, "tooling/deploy/helm/surety");
const bin = join(root, ".venv/bin");
const isThere = existsSync(join(bin, "helm")) && existsSync(join(bin, "kubernetes-validate"));
const how = "python3 -m venv .venv && .venv/bin/pip install -r tooling/deploy/requirements.txt";

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly securityContext: object;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly startupProbe?: object;
  readonly resources: { readonly limits: { readonly memory: string }; readonly requests: object };
}

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
  readonly spec: {
    readonly template?: {
      readonly spec: {
        readonly containers: readonly Container[];
        readonly topologySpreadConstraints?: readonly object[];
        readonly terminationGracePeriodSeconds?: number;
      };
    };
    readonly replicas?: number;
    readonly egress?: readonly { readonly to: readonly { readonly ipBlock?: { readonly except?: readonly string[] } }[] }[];
  };
}

const needed = ["secret.databaseUrl=postgres://u:p@db/surety", "secret.sessionSecret=0123456789abcdef0123456789abcdef"];

function render(...values: readonly string[]): { readonly resources: readonly Resource[]; readonly text: string } {
  const text = execFileSync(join(bin, "helm"), ["template", "prod", chart, ...values.flatMap((value) => ["--set", value])], {
    encoding: "utf8",
  });
  const resources: unknown[] = [];
  loadAll(text, (resource) => void (resource && resources.push(resource)));
  return { resources: resources as Resource[], text };
}

const podsOf = (resources: readonly Resource[]) =>
  resources.flatMap(({ spec }) => (spec?.template === undefined ? [] : [spec.template.spec]));

describe.skipIf(!isThere)(`the Helm chart (skipped where its tools are not: ${how})`, () => {
  test.each([
    ["as it is", needed],
    ["with a secret of one's own", ["existingSecret=mine"]],
    ["with an ingress", [...needed, "ingress.enabled=true", "ingress.className=nginx", "ingress.tlsSecret=tls"]],
    ["with one replica and a digest", [...needed, "server.replicas=1", `image.digest=sha256:${"a".repeat(64)}`]],
    ["with the dashboard", [...needed, "monitoring.dashboard=true"]],
    ["without network policies", [...needed, "networkPolicy.enabled=false"]],
    [
      "scaled by CPU, for an ingress alone",
      [...needed, "server.autoscaling.enabled=true", "networkPolicy.ingressFrom[0].namespaceSelector.matchLabels.a=b"],
    ],
  ])("%s is what Kubernetes takes, without an unknown member", { timeout: 60_000 }, (_name, values) => {
    const file = join(mkdtempSync(join(tmpdir(), "surety-chart-")), "chart.yaml");
    writeFileSync(file, render(...values).text);
    for (const version of ["1.29.0", "1.33.0"]) {
      const { status, stdout, stderr } = spawnSync(join(bin, "kubernetes-validate"), ["--strict", "-k", version, file], {
        encoding: "utf8",
      });
      expect(`${stdout}${stderr}`).not.toMatch(/WARN|ERROR/);
      expect(status).toBe(0);
    }
  });

  test("every pod runs without root, without a token of the cluster, on a file system that cannot be written", () => {
    const { resources } = render(...needed);
    const pods = podsOf(resources);
    expect(pods).toHaveLength(3);
    for (const pod of pods) {
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      });
      for (const container of pod.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        });
        expect(Object.keys(container.resources.limits)).toEqual(["memory"]);
      }
    }
  });

  test("the limit of memory is half as much again as all heaps of a pod may be, or what is asked for", () => {
    const memoryOf = (...values: readonly string[]) =>
      podsOf(render(...needed, ...values).resources).flatMap(({ containers }) =>
        containers.map(({ args, env = [], resources }) => {
          const number = (name: string) => Number(env.find((each) => each.name === name)?.value ?? 0);
          const engines = (number("SURETY_ENGINES") || number("SURETY_WORKER_CONCURRENCY")) * number("SURETY_ENGINE_MEMORY_MB");
          const heap = Number(/^--max-old-space-size=(\d+)$/.exec(args[0] ?? "")?.[1]);
          return { heaps: heap + engines, limit: Number(/^(\d+)Mi$/.exec(resources.limits.memory)?.[1]), requests: resources.requests };
        }),
      );
    const all = [...memoryOf(), ...memoryOf("server.heapMb=1000", "server.engines=3", "worker.concurrency=7", "worker.engineMemoryMb=512")];
    expect(all).toHaveLength(6);
    for (const { heaps, limit, requests } of all) {
      expect(Math.abs(limit - 1.5 * heaps)).toBeLessThan(1);
      expect(requests).toHaveProperty("memory");
    }
    expect(memoryOf("worker.resources.limits.memory=9000Mi").map(({ limit }) => limit)).toContain(9000);
  });

  test("server and worker are spread over machines, keep some running while machines are emptied, and have time to end", () => {
    const { resources } = render(...needed);
    const named = (kind: string) => resources.filter((resource) => resource.kind === kind).map(({ metadata }) => metadata.name);
    expect(named("PodDisruptionBudget")).toEqual(named("Deployment"));
    for (const { spec } of resources.filter(({ kind }) => kind === "Deployment")) {
      const pod = spec.template?.spec;
      expect(pod?.topologySpreadConstraints).toHaveLength(1);
      expect(pod?.terminationGracePeriodSeconds).toBe(40);
      // Not ready, then the longest request or the running checks: before the end that Kubernetes makes.
      const drain = pod?.containers[0]?.env?.find(({ name }) => name === "SURETY_DRAIN_MS")?.value ?? "25000";
      expect(Number(drain)).toBeLessThan(30_000);
    }
  });

  test("scales servers by CPU only where it is asked for, and leaves their number to it", () => {
    const { resources } = render(...needed, "server.autoscaling.enabled=true", "server.autoscaling.min=3");
    expect(resources.find(({ kind }) => kind === "HorizontalPodAutoscaler")?.spec).toMatchObject({ minReplicas: 3, maxReplicas: 6 });
    expect(resources.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === "prod-server")?.spec.replicas).toBeUndefined();
    expect(render(...needed).resources.map(({ kind }) => kind)).not.toContain("HorizontalPodAutoscaler");
  });

  test("server and worker say whether they live and are ready; the migration runs before them", () => {
    const { resources } = render("existingSecret=mine");
    for (const { containers } of podsOf(resources))
      for (const container of containers)
        if (container.name !== "migration") expect(container).toMatchObject({ livenessProbe: {}, readinessProbe: {}, startupProbe: {} });
    const migration = resources.find(({ kind }) => kind === "Job");
    expect(migration?.metadata.annotations?.["helm.sh/hook"]).toBe("pre-install,pre-upgrade");
  });

  test("sets only variables that docs/operations.md explains", () => {
    const page = readFileSync(join(root, "docs/operations.md"), "utf8");
    const names = podsOf(render(...needed).resources).flatMap(({ containers }) =>
      containers.flatMap(({ env = [] }) => env.map(({ name }) => name)),
    );
    expect(names).toContain("SURETY_HEALTH_PORT");
    for (const name of names) expect(page).toContain(`\`${name}\``);
  });

  test("nothing reaches private networks but the databases", () => {
    const policies = render(...needed).resources.filter(({ kind }) => kind === "NetworkPolicy");
    expect(policies).toHaveLength(3);
    const open = policies.flatMap(({ spec }) => spec.egress?.flatMap(({ to }) => to.flatMap(({ ipBlock }) => ipBlock?.except ?? [])) ?? []);
    expect(open).toEqual(expect.arrayContaining(["10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]));
  });

  test("scales workers by the age of checks only where it is asked for, and leaves their number to it", () => {
    const kinds = (...values: readonly string[]) => render(...needed, ...values).resources.map(({ kind }) => kind);
    expect(kinds()).not.toContain("ScaledObject");
    expect(kinds("worker.autoscaling.enabled=true")).toContain("ScaledObject");
    const worker = render(...needed, "worker.autoscaling.enabled=true").resources.find(({ metadata }) => metadata.name === "prod-worker");
    expect(worker?.spec.replicas).toBeUndefined();
  });

  test("has Prometheus scrape and alert, and Grafana show, only where it is asked for", () => {
    const kinds = ["PodMonitor", "PrometheusRule", "ConfigMap"];
    const of = (...values: readonly string[]) => render(...needed, ...values).resources.filter(({ kind }) => kinds.includes(kind));
    expect(of()).toEqual([]);
    const asked = ["podMonitor=true", "rules=true", "dashboard=true", "labels.release=prometheus"].map((value) => `monitoring.${value}`);
    const made = new Map(of(...asked).map((resource) => [resource.kind, resource]));
    for (const kind of kinds) expect(made.get(kind)?.metadata).toMatchObject({ labels: { release: "prometheus" } });
    const read = (name: string) => readFileSync(join(chart, "monitoring", name), "utf8");
    expect(made.get("PodMonitor")?.spec).toMatchObject({ podMetricsEndpoints: [{ port: "health" }] });
    expect(made.get("PrometheusRule")?.spec).toEqual(load(read("alerts.yaml")));
    expect(made.get("ConfigMap")).toMatchObject({ data: { "surety.json": read("dashboard.json").trimEnd() } });
  });

  test.each([
    ["secret.databaseUrl=x", "secret.sessionSecret is needed"],
    ["image.digest=latest", "does not match pattern"],
    ["replicas=3", "additional properties 'replicas' not allowed|Additional property replicas is not allowed"],
  ])("refuses %s and says why", (value, reason) => {
    const { status, stderr } = spawnSync(join(bin, "helm"), ["template", "prod", chart, "--set", value], { encoding: "utf8" });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(new RegExp(reason, "i"));
  });
});
