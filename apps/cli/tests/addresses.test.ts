import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { gzipSync } from "node:zlib";
import { ErrorReport } from "../src/output/reports.ts";
import { folderWith, runCli } from "./run-cli.ts";

const contract = (...paths: string[]): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: { "200": { description: "x" } } } }])),
  });
const SECRET = "Bearer s3cret";
const html = (head: string, body = ""): string => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

async function serve(answer: RequestListener, tls?: { key: string; cert: string }): Promise<{ url: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(request);
    answer(request, response);
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http${tls ? "s" : ""}://localhost:${(server.address() as AddressInfo).port}`, asked };
}

/** Serves texts by path, 404 elsewhere. */
function files(texts: Readonly<Record<string, string>>): RequestListener {
  return ({ url = "" }, response) => {
    const text = texts[decodeURI(url)];
    response.writeHead(text === undefined ? 404 : 200).end(text ?? "nothing here");
  };
}

describe("a document by its address", () => {
  it("is what diff, check and lint take in place of a file", async () => {
    const { url } = await serve(files({ "/openapi.json": contract("/orders", "/customers") }));
    const cwd = folderWith({ "openapi.json": contract("/orders") });
    const address = `${url}/openapi.json`;
    const diff = await runCli(["diff", address, "openapi.json", "--format", "json"], { cwd });
    expect({ code: diff.code, stderr: diff.stderr }).toEqual({ code: 1, stderr: "" });
    expect(JSON.parse(diff.stdout)).toMatchObject({ base: { file: address }, counts: { breaking: 1 } });
    const check = await runCli(["check", "openapi.json", "--against", address], { cwd });
    expect(check.code).toBe(1);
    expect(check.stdout).toContain(`openapi.json  Orders 1 (openapi-3.1)  against ${address}`);
    expect((await runCli(["lint", address], { cwd })).code).toBeLessThan(2);
    expect((await runCli(["diff", "openapi.json", address], { cwd })).code).toBe(0);
    for (const format of ["markdown", "sarif", "junit", "github"]) {
      const { code, stdout, stderr } = await runCli(["check", address, "--against", "openapi.json", "--format", format], { cwd });
      expect([format, code, stderr, stdout.includes(cwd)]).toEqual([format, 0, "", false]);
    }
  });

  it("is what publish sends, as it was served", async () => {
    const document = `${contract("/orders")}\n`;
    let sent = "";
    const { url } = await serve((request, response) => {
      if (request.url === "/openapi.json") return response.end(document);
      request.setEncoding("utf8").on("data", (text: string) => (sent += text));
      return request.on("end", () => response.writeHead(500, { "content-type": "application/json" }).end("{}"));
    });
    const args = ["publish", `${url}/openapi.json`, "--service", "orders", "--version", "1", "--url", url, "--wait", "0"];
    await runCli(args, { env: { SURETY_TOKEN: "t" } });
    expect(JSON.parse(sent)).toMatchObject({ document });
  });

  it("may stand in surety.json", async () => {
    const { url } = await serve(files({ "/openapi.json": contract("/orders") }));
    const cwd = folderWith({ "surety.json": JSON.stringify({ document: `${url}/openapi.json` }), "base.json": contract("/orders") });
    expect((await runCli(["check", "--against", "base.json"], { cwd })).code).toBe(0);
    const { code, stderr } = await runCli(["check", "--against", "main"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("`--against main:openapi.yaml`");
  });
});

describe("an address without a contract", () => {
  const answers: Readonly<Record<string, RequestListener>> = {
    "/gone": (_, response) => response.writeHead(404).end("nothing"),
    "/private": (_, response) => response.writeHead(401).end(),
    "/forbidden": (_, response) => response.writeHead(403).end(),
    "/broken": (_, response) => response.writeHead(503).end(),
    "/login": (_, response) => response.end(html("<title>Sign in\n to Acme</title>", "<input type=password>")),
    "/to-login": (_, response) => response.writeHead(302, { location: "/login" }).end(),
    "/docs": (_, response) => response.end(html("<title>Docs</title>", "<script>SwaggerUIBundle({url: '/openapi.json'})</script>")),
    "/redoc": (_, response) => response.end(html("", "<redoc spec-url='openapi.json'></redoc>")),
    "/page": (_, response) => response.end(html("")),
    "/loop": (_, response) => response.writeHead(302, { location: "/loop" }).end(),
    "/metadata": (_, response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    "/drop": (request) => request.socket.destroy(),
    "/bomb": (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(11 * 1024 * 1024))),
    "/yaml": (_, response) => response.end("a: ["),
  };

  it.each([
    ["/gone", "document_unavailable", "has no document: it answers HTTP 404 Not Found.", "Check the path."],
    ["/private", "document_unavailable", "HTTP 401 Unauthorized", "--header 'Authorization: Bearer …'"],
    ["/forbidden", "document_unavailable", "HTTP 403 Forbidden", "--header 'Authorization: Bearer …'"],
    ["/broken", "document_unavailable", "HTTP 503 Service Unavailable", "Try again"],
    ["/login", "document_is_html", "is an HTML page (“Sign in to Acme”), not a contract.", "It asks to sign in."],
    ["/to-login", "document_is_html", "after a redirect to", "It asks to sign in."],
    ["/docs", "document_is_html", "is an HTML page (“Docs”)", "/openapi.json: name that."],
    ["/redoc", "document_is_html", "is an HTML page, not", "/openapi.json: name that."],
    ["/page", "document_is_html", "is an HTML page, not a contract.", "often at /openapi.json"],
    ["/loop", "too_many_redirects", "redirects more than 5 times", "a sign-in is missing"],
    ["/metadata", "address_refused", "clouds hand out credentials", "Public addresses"],
    ["/drop", "connection_lost", "the connection broke", "Try again"],
    ["/bomb", "body_too_large", "more than 10 MiB", "right address"],
    ["/yaml", "not_a_contract", "/yaml is not a contract.", "Surety reads OpenAPI"],
  ])("%s: says %s, and what to do", async (path, code, said, hint) => {
    const { url } = await serve((request, response) => answers[request.url ?? ""]?.(request, response));
    const text = await runCli(["lint", url + path]);
    expect({ code: text.code, stdout: text.stdout }).toEqual({ code: 2, stdout: "" });
    expect(text.stderr).toContain(said);
    expect(text.stderr).toContain(hint);
    const json = await runCli(["lint", url + path, "--format", "json"]);
    expect(json.code).toBe(2);
    expect(ErrorReport.parse(JSON.parse(json.stdout)).error).toMatchObject({ code, file: url + path });
  });

  it.each([
    ["ftp://example.com/openapi.json", "is neither http nor https"],
    ["file:///etc/passwd", "name a file by its path"],
    ["http://user:secret@localhost/openapi.json", "has a user name or a password in it"],
    ["http://169.254.169.254/latest", "clouds hand out credentials"],
    ["http://0.0.0.0:8000/openapi.json", "Name the machine: http://localhost:8000"],
    ["http://localhost:22/openapi.json", "port 22 is not for HTTP"],
    ["http://no such host/", "has a space"],
    ["http://host.invalid/openapi.json", "there is no host host.invalid"],
  ])("%s is refused", async (address, said) => {
    const { code, stderr } = await runCli(["lint", address]);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain("secret");
  });

  it("where nothing listens", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { code, stderr } = await runCli(["lint", `http://127.0.0.1:${port}/openapi.json`]);
    expect(code).toBe(2);
    expect(stderr).toContain("nothing listens there (connection refused)");
  });

  it("secrets in a query are not repeated", async () => {
    const { url } = await serve(files({}));
    const { stderr } = await runCli(["lint", `${url}/openapi.json?version=2&token=s3cret&x=${"a".repeat(60)}`]);
    expect(stderr).toContain("/openapi.json?version=2&token=…&x=… has no document");
  });
});

describe.skipIf(!runs("openssl", "version"))("a certificate", () => {
  it("that is self-signed is refused, until its authority is trusted", async () => {
    const cwd = folderWith({});
    const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", ...names], {
      cwd,
      stdio: "ignore",
    });
    const read = (name: string): string => readFileSync(join(cwd, name), "utf8");
    const secure = await serve(files({ "/openapi.json": contract("/orders") }), { key: read("key.pem"), cert: read("cert.pem") });
    const args = ["diff", `${secure.url}/openapi.json`, `${secure.url}/openapi.json`];
    const { code, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stderr).toContain("its certificate is self-signed");
    expect(stderr).toContain("NODE_EXTRA_CA_CERTS");
    expect((await runCli(args, { env: { NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" } })).code).toBe(2);
    expect((await runCli(args, { env: { NODE_EXTRA_CA_CERTS: join(cwd, "cert.pem") } })).code).toBe(0);
    const elsewhere = await runCli(["lint", `${secure.url.replace("localhost", "127.0.0.1")}/openapi.json`], {
      env: { NODE_EXTRA_CA_CERTS: join(cwd, "cert.pem") },
    });
    expect(elsewhere.stderr).toContain("its certificate is for another name");
  });
});

describe("--header", () => {
  const guarded: RequestListener = (request, response) => {
    if (request.url?.startsWith("/away")) response.writeHead(302, { location: request.url.slice("/away?".length) }).end();
    else if (request.headers.authorization === SECRET) response.end(contract("/orders"));
    else response.writeHead(401).end();
  };
  const header = ["--header", `Authorization: ${SECRET}`];

  it("is sent with the document, also several times", async () => {
    const { url, asked } = await serve(guarded);
    const { code } = await runCli(["lint", url, ...header, "--header", "x-tenant:  acme ", "--header", "Accept: text/yaml"]);
    expect(code).toBeLessThan(2);
    expect(asked[0]?.headers).toMatchObject({ authorization: SECRET, "x-tenant": "acme", accept: "text/yaml" });
  });

  it("follows a redirect at the same origin, and not to another", async () => {
    const other = await serve(guarded);
    const { url } = await serve(guarded);
    expect((await runCli(["lint", `${url}/away?/there`, ...header])).code).toBeLessThan(2);
    const { code, stderr } = await runCli(["lint", `${url}/away?${other.url}/there`, ...header]);
    expect(code).toBe(2);
    expect(stderr).toContain(`A header is not sent on to another origin. Name the address itself: ${other.url}/there`);
    expect(other.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it("goes to one server only", async () => {
    const [one, two] = [await serve(guarded), await serve(guarded)];
    const { code, stderr } = await runCli(["diff", one.url, two.url, ...header]);
    expect(code).toBe(2);
    expect(stderr).toContain(`--header is for one server, and the documents are at ${one.url} and ${two.url}.`);
    expect([...one.asked, ...two.asked]).toEqual([]);
  });

  it.each([
    [["--header", "Authorization s3cret"], "is not of the form"],
    [["--header", "s3cret"], "is not of the form"],
    [["--header", "Authorization: s3cret\r\nx: y"], "has a line break"],
    [["--header", "Host: s3cret"], "is set by Surety itself"],
    [["--header", "a: s3cret", "--header", "A: s3cret"], "is given twice"],
    [["--header", "authorization: Bearer s3cret-but-wrong"], "It does not accept the headers that were sent"],
  ])("%j: %s, and no value is printed", async (args, said) => {
    const { url } = await serve(guarded);
    for (const format of ["text", "json", "sarif"]) {
      const { code, stdout, stderr } = await runCli(["lint", url, ...args, "--format", format], { env: { SURETY_DEBUG: "1" } });
      expect(code).toBe(2);
      expect(stdout + stderr).toContain(said);
      expect(stdout + stderr).not.toContain("s3cret");
    }
  });
});

describe("a fetched document that refers to other files", () => {
  const document = `openapi: 3.1.0\ninfo: {title: Orders, version: "1"}\npaths:\n  /orders: {$ref: "paths/my%20orders.yaml"}\n`;
  const split = {
    "/api/openapi.yaml": document,
    "/api/paths/my orders.yaml":
      'get: {responses: {"200": {description: x, content: {application/json: {schema: {$ref: ../../order.yaml}}}}}}\n',
    "/order.yaml": "type: object\nproperties: {id: {type: string}, next: {$ref: order.yaml}}\n",
  };
  const refersTo = (ref: string): string => document.replace("paths/my%20orders.yaml", ref);

  it("means the same as from the disk, and sends its headers along", async () => {
    const { url, asked } = await serve(files(split));
    const args = ["diff", `${url}/api/openapi.yaml`, `${url}/api/openapi.yaml`, "--format", "json"];
    const same = await runCli([...args, "--header", `Authorization: ${SECRET}`]);
    expect(JSON.parse(same.stdout)).toMatchObject({ identical: true, partial: null });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(asked.map(() => SECRET));
    expect(new Set(asked.map((request) => request.url)).size).toBe(3);
    const lint = await runCli(["lint", `${url}/api/openapi.yaml`, "--format", "json"]);
    const { findings } = JSON.parse(lint.stdout);
    expect(findings.map(({ file }: { file?: string }) => file)).toContain("paths/my orders.yaml");
    expect(findings.map(({ rule }: { rule: string }) => rule)).not.toContain("surety-document/external-ref");
  });

  it.each([
    ["a file that is missing", "none.yaml", "There is no file none.yaml, which openapi.yaml refers to: "],
    ["a page in place of a file", "page.yaml", "answers with an HTML page."],
    ["a redirect to another origin", "away.yaml", "redirects to another origin, http://127.0.0.1:9"],
    ["a file that is no YAML", "broken.yaml", "broken.yaml, which openapi.yaml refers to, cannot be read."],
    ["more files than are fetched", "many/0.yaml", "have more than 200 files."],
  ])("%s is said", async (_, ref, said) => {
    const { url } = await serve((request, response) => {
      const path = request.url ?? "";
      const next = Number(/^\/many\/(\d+)/.exec(path)?.[1] ?? -1) + 1;
      if (path === "/away.yaml") response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
      else if (next > 0) response.end(`get: {responses: {default: {$ref: "${next}.yaml"}}}`);
      else files({ "/openapi.yaml": refersTo(ref), "/page.yaml": html(""), "/broken.yaml": "a: [" })(request, response);
    });
    const { code, stderr } = await runCli(["lint", `${url}/openapi.yaml`]);
    expect({ code, said: stderr.includes(said) ? said : stderr }).toEqual({ code: 2, said });
  });

  it.each(["http://127.0.0.1:9/x.yaml", "//127.0.0.1:9/x.yaml", "file:///etc/passwd"])("%s is not fetched, and a finding", async (ref) => {
    const { url, asked } = await serve(files({ "/openapi.yaml": refersTo(ref) }));
    const { code, stdout } = await runCli(["lint", `${url}/openapi.yaml`]);
    expect(code).toBeLessThan(2);
    expect(stdout).toContain("is outside of this document, and nothing is fetched here");
    expect(asked).toHaveLength(1);
  });
});

function runs(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
