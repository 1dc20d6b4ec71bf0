const engines = ["engine-spec", "engine-schema", "engine-lint", "engine-diff", "engine-verify", "engine-load", "engine-gate"];
const engineBase = ["model", "engine-spec", "engine-schema"];

/**
 * The import table: which workspace members the source of each may import. Data flows one way; `types:` marks members
 * that may be imported for their types only. Tests may import whatever their package.json declares.
 */
export const allowedImports: Record<string, string[] | "anything but apps"> = {
  model: [],
  "engine-spec": ["model"],
  "engine-schema": ["model", "types:engine-spec"],
  "engine-lint": engineBase,
  "engine-diff": engineBase,
  "engine-verify": engineBase,
  "engine-load": engineBase,
  "engine-gate": engineBase,
  report: ["model"],
  telemetry: ["model"],
  egress: ["model"],
  queue: ["model"],
  notify: ["model"],
  ui: ["model"],
  domain: ["model", "engine-gate"],
  db: ["model", "types:domain"],
  api: ["model", "domain", "report"],
  sandbox: ["model", "types:domain", "types:report", ...engines],
  jobs: ["model", "domain", "notify", "egress", ...engines],
  client: ["types:api", "model"],
  server: ["api", "domain", "db", "egress", "queue", "telemetry", "model", "sandbox"],
  worker: ["jobs", "domain", "db", "queue", "notify", "egress", "telemetry", "model", "sandbox"],
  web: ["types:api", "client", "ui", "model", "report"],
  cli: ["client", "model", "report", "egress", ...engines],
  postgres: [],
  testkit: ["model", "postgres"],
  scripts: ["postgres", "testkit"],
  arch: [],
  deploy: [],
  faults: "anything but apps",
  e2e: "anything but apps",
  bench: "anything but apps",
  docs: "anything but apps",
  examples: "anything but apps",
};
