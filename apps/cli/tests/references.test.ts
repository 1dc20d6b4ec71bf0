import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

const openapi = (paths: string): string => `openapi: 3.1.0\ninfo: {title: Orders, version: "1"}\npaths:\n${paths}`;
const split = {
  "api/openapi.yaml": openapi('  /orders: {$ref: "paths/orders.yaml"}\n  /customers: {$ref: "paths/customers.json#/list"}\n'),
  "api/paths/orders.yaml": `get:
  parameters: [{$ref: "../parameters.yaml#/limit"}]
  responses:
    "200":
      description: Orders
      content:
        application/json:
          schema: {type: array, items: {$ref: "../schemas/order.yaml"}}
          example: [{$ref: not-a-file.yaml}]
`,
  "api/paths/customers.json": JSON.stringify({
    list: {
      get: {
        responses: {
          default: { description: "x", content: { "application/json": { schema: { $ref: "../schemas/order%20parts.yaml#/Customer" } } } },
        },
      },
    },
  }),
  "api/parameters.yaml": "limit: {name: limit, in: query, schema: {type: integer}}\n",
  "api/schemas/order.yaml": `$id: https://example.com/order
type: object
required: [id]
properties:
  id: {type: string}
  customer: {$ref: "order parts.yaml#/Customer"}
  replaces: {$ref: "order.yaml"}
`,
  "api/schemas/order parts.yaml":
    'Customer: {type: object, properties: {orders: {type: array, items: {$ref: order.yaml}}, next: {$ref: "#/Customer"}}}\n',
} as const;

/** The same without references to files. */
const whole = `${openapi(`  /orders:
    get:
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        "200": {description: Orders, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Order"}}}}}
  /customers:
    get:
      responses:
        default: {description: x, content: {application/json: {schema: {$ref: "#/components/schemas/Customer"}}}}
`)}components:
  schemas:
    Order: {type: object, required: [id], properties: {id: {type: string}, customer: {$ref: "#/components/schemas/Customer"}, replaces: {$ref: "#/components/schemas/Order"}}}
    Customer: {type: object, properties: {orders: {type: array, items: {$ref: "#/components/schemas/Order"}}, next: {$ref: "#/components/schemas/Customer"}}}
`;

function tree(files: Readonly<Record<string, string>>): string {
  const root = folderWith({});
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

function commit(root: string): void {
  const git = (...args: string[]): Buffer =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: root, stdio: "pipe" });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "first");
}

describe("a document in several files", () => {
  it("means the same as in one, with cycles and files that several refer to", async () => {
    const cwd = tree({ ...split, "whole.yaml": whole });
    const { code, stdout, stderr } = await runCli(["diff", "whole.yaml", "api/openapi.yaml", "--format", "json"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = JSON.parse(stdout);
    expect(report.changes).toEqual([]);
    expect(report).toMatchObject({ identical: true, partial: null });
  });

  it("gives the same bundle each time", async () => {
    const cwd = tree(split);
    const runs = await Promise.all([1, 2].map(() => runCli(["lint", "api/openapi.yaml", "--format", "json"], { cwd })));
    expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
  });

  it("findings stand in the files that they are about", async () => {
    const { stdout } = await runCli(["lint", "api/openapi.yaml", "--format", "json"], { cwd: tree(split) });
    const { findings } = JSON.parse(stdout);
    expect(findings.map(({ rule }: { rule: string }) => rule)).not.toContain("surety-document/external-ref");
    const finding = findings.find(({ message }: { message: string }) => message.endsWith("(in paths/orders.yaml)"));
    expect(finding.line).toBeLessThan(10);
    for (const { line, snippet } of findings) {
      expect(line).toBeLessThan(20);
      if (snippet) expect(snippet.marked).toBe(line);
    }
  });

  it("annotates the files that findings are about", async () => {
    const { stdout } = await runCli(["lint", "api/openapi.yaml", "--format", "github"], { cwd: tree(split) });
    expect(stdout).toMatch(/^::\w+ file=api\/paths\/orders\.yaml,line=\d,/m);
    expect(stdout).toMatch(/^::\w+ file=api\/openapi\.yaml,line=\d,/m);
  });

  it("is compared with its own files of another revision", async () => {
    const root = tree(split);
    commit(root);
    const file = join(root, "api/schemas/order.yaml");
    writeFileSync(file, split["api/schemas/order.yaml"].replace("required: [id]\n", "\n"));
    for (const [cwd, base, revision] of [
      [root, "HEAD:api/openapi.yaml", "api/openapi.yaml"],
      [join(root, "api/paths"), "HEAD:../openapi.yaml", "../openapi.yaml"],
    ] as const) {
      const { code, stdout } = await runCli(["diff", base, revision, "--format", "json"], { cwd });
      expect(code).toBe(1);
      const [change] = JSON.parse(stdout).changes;
      expect(change).toMatchObject({
        kind: "response-property-became-optional",
        base: { line: 5, file: "schemas/order.yaml" },
        revision: { line: 5, file: "schemas/order.yaml" },
      });
      expect(change.message).toMatch(/ \(in schemas\/order\.yaml\)$/);
    }
  });

  it("is published as one", async () => {
    let sent = "";
    const server = createServer((request, answer) => {
      request.setEncoding("utf8").on("data", (text: string) => (sent += text));
      request.on("end", () => answer.writeHead(500, { "content-type": "application/json" }).end("{}"));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ["publish", "api/openapi.yaml", "--service", "orders", "--version", "1", "--url", url, "--wait", "0"];
    await runCli(args, { cwd: tree(split), env: { SURETY_TOKEN: "t" } });
    expect(sent).toContain("#/components/x-bundled/paths~1orders.yaml");
    expect(sent).toContain("schemas/order parts.yaml");
  });
});

describe("references that are refused", () => {
  const refersTo = (ref: string): string => openapi(`  /orders: {$ref: ${JSON.stringify(ref)}}\n`);

  it.each([
    ["a file that is missing", "paths/none.yaml", "There is no file paths/none.yaml, which openapi.yaml refers to."],
    ["a file outside of the repository", "../../../../etc/passwd", "is outside of the repository."],
    ["an absolute path", "/etc/hostname", "is outside of the repository."],
    ["a link to outside", "link.yaml", "link.yaml, which openapi.yaml refers to, is outside of the repository."],
    ["a file that is no YAML", "broken.yaml", "broken.yaml, which openapi.yaml refers to, cannot be read."],
    ["an anchor", "schemas.yaml#order", "by an anchor."],
    ["a folder", "folder", "folder is a folder."],
  ])("%s", async (_, ref, said) => {
    const root = tree({ "api/openapi.yaml": refersTo(ref), "api/broken.yaml": "a: [", "api/schemas.yaml": "{}", "api/folder/x": "" });
    symlinkSync("/etc/hostname", join(root, "api/link.yaml"));
    for (const git of [false, true]) {
      if (git) commit(root);
      const { code, stderr } = await runCli(["lint", "api/openapi.yaml"], { cwd: root });
      expect([git, code, stderr.includes(said) ? said : stderr]).toEqual([git, 2, said]);
    }
  });

  it("the network: says that nothing is fetched", async () => {
    const cwd = tree({ "openapi.yaml": refersTo("https://example.com/orders.yaml") });
    const { code, stdout } = await runCli(["lint", "openapi.yaml"], { cwd });
    expect(code).toBeLessThan(2);
    expect(stdout).toContain("`https://example.com/orders.yaml` is outside of this document, and nothing is fetched here.");
  });

  it("files above the document, but inside of the repository, are read", async () => {
    const root = tree({ "api/openapi.yaml": refersTo("../shared.yaml"), "shared.yaml": "get: {responses: {'200': {description: x}}}\n" });
    expect((await runCli(["lint", "api/openapi.yaml"], { cwd: root })).stderr).toContain("is outside of the repository.");
    commit(root);
    expect((await runCli(["lint", "api/openapi.yaml"], { cwd: root })).code).toBeLessThan(2);
  });
});
