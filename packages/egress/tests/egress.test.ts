import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { Egress, type EgressOptions, type EgressRequest, type EgressResponse } from "../src/egress.ts";
import { EgressError } from "../src/egress-error.ts";
import { localPolicy, serverPolicy } from "../src/egress-policy.ts";

/** A server on 127.0.0.1 for the time of a test, which remembers what it was asked. */
async function serve(answer: RequestListener): Promise<{ port: number; url: string; asked: IncomingMessage[]; sockets: Set<Socket> }> {
  const asked: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  server.on("connection", (socket) => sockets.add(socket));
  const port = await listening(server);
  onTestFinished(() => server.closeAllConnections());
  return { port, url: `http://127.0.0.1:${port}`, asked, sockets };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function door(options: Partial<EgressOptions> = {}): { ask: (url: string, more?: Partial<EgressRequest>) => Promise<EgressResponse> } {
  const egress = new Egress({ policy: localPolicy(), ...options });
  onTestFinished(() => egress.close());
  return { ask: (url, more = {}) => egress.request({ organization: "one", url, ...more }) };
}

async function refusal(promise: Promise<EgressResponse>): Promise<EgressError> {
  const error: unknown = await promise.then(
    ({ status }) => `answered ${status}`,
    (cause: unknown) => cause,
  );
  if (error instanceof EgressError) return error;
  throw new Error(`no refusal: ${String(error)}`);
}

const text = ({ body }: EgressResponse): string => new TextDecoder().decode(body);

describe("a request", () => {
  it("reaches the server with its name, path and headers, and reads the answer", async () => {
    const { port, asked } = await serve((_, response) => response.writeHead(201, { "x-one": "1" }).end("hello"));
    const { ask } = door({ resolve: async () => ["127.0.0.1"] });
    const answer = await ask(`http://orders.example:${port}/a/../b?c=d#e`, { method: "POST", body: "data", headers: { "X-Two": "2" } });
    expect(answer).toMatchObject({ status: 201, url: `http://orders.example:${port}/b?c=d`, leftOrigin: false });
    expect(answer.headers["x-one"]).toBe("1");
    expect(text(answer)).toBe("hello");
    expect(asked[0]).toMatchObject({ method: "POST", url: "/b?c=d", headers: { host: `orders.example:${port}`, "x-two": "2" } });
  });

  it.each([404, 500, 204, 304])("a status of %i is an answer", async (status) => {
    const { url } = await serve((_, response) => response.writeHead(status).end());
    expect((await door().ask(url)).status).toBe(status);
  });

  it("goes to an address that was judged, even if the name means another by then", async () => {
    const { port } = await serve((_, response) => response.end("judged"));
    const answers = [["127.0.0.1"], ["10.255.255.1"]];
    const { ask } = door({ resolve: async () => answers.shift() ?? [] });
    expect(text(await ask(`http://rebinding.example:${port}/`))).toBe("judged");
    expect(answers).toHaveLength(1);
  });

  it("tries the next judged address where nothing listens at the first", async () => {
    const { port } = await serve((_, response) => response.end("second"));
    const { ask } = door({ resolve: async () => ["127.0.0.2", "127.0.0.1"] });
    expect(text(await ask(`http://two.example:${port}/`))).toBe("second");
  });

  it("connects to none when one of several addresses is refused", async () => {
    const { port, asked } = await serve((_, response) => response.end());
    const { ask } = door({ resolve: async () => ["127.0.0.1", "169.254.169.254"] });
    expect((await refusal(ask(`http://mixed.example:${port}/`))).code).toBe("address_refused");
    expect(asked).toEqual([]);
  });

  it("a server's door does not open to its own machine, by number or by name", async () => {
    const { port, sockets } = await serve((_, response) => response.end());
    const { ask } = door({ policy: serverPolicy(), resolve: async () => ["127.0.0.1"] });
    for (const host of ["127.0.0.1", "2130706433", "0x7f.1", "[::ffff:7f00:1]", "localhost", "any.example"]) {
      expect((await refusal(ask(`http://${host}:${port}/`))).code).toBe("address_refused");
    }
    expect(sockets.size).toBe(0);
  });

  it("an administrator's list opens exactly one", async () => {
    const { port } = await serve((_, response) => response.end("listed"));
    const other = await serve((_, response) => response.end());
    const { ask } = door({ policy: serverPolicy({ allow: [`127.0.0.1:${port}`] }) });
    expect(text(await ask(`http://127.0.0.1:${port}/`))).toBe("listed");
    expect((await refusal(ask(other.url))).code).toBe("address_refused");
  });

  it("no two organizations share a connection", async () => {
    const { url, sockets } = await serve((_, response) => response.end());
    const { ask } = door();
    for (const organization of ["one", "two", "one", "two"]) await ask(url, { organization });
    expect(sockets.size).toBe(2);
  });

  it.each([
    ["Host", "evil.example"],
    ["Content-Length", "5"],
    ["Transfer-Encoding", "chunked"],
    ["Connection", "upgrade"],
    ["Proxy-Authorization", "secret"],
    ["X-A\r\nX-B", "secret"],
    ["", "secret"],
    ["X-A", "secret\r\nX-B: b"],
    ["X-A", "secret\u0000"],
    ["X-A", "secret\u{1F600}"],
  ])("refuses the header %j, and does not say its value", async (name, value) => {
    const { url, asked } = await serve((_, response) => response.end());
    const error = await refusal(door().ask(url, { headers: { [name]: value } }));
    expect(error.code).toBe("header_refused");
    expect(error.message + error.hint).not.toContain("secret");
    expect(asked).toEqual([]);
  });
});

describe("redirects", () => {
  /** Redirects each path of the map; answers with its own path elsewhere. */
  const redirecting = (map: Readonly<Record<string, string>>, status = 302): RequestListener => {
    return ({ url = "" }, response) => {
      const location = map[url];
      if (location === undefined) response.end(url);
      else response.writeHead(status, { location }).end("moved");
    };
  };

  it("are followed, five at most", async () => {
    const { url } = await serve(redirecting({ "/0": "/1", "/1": "2", "/2": "./3", "/3": "?4", "/3?4": "/5", "/9": "/0" }));
    const { ask } = door();
    expect(text(await ask(`${url}/0`))).toBe("/5");
    expect(await refusal(ask(`${url}/9`))).toMatchObject({ code: "too_many_redirects" });
    expect(await refusal(ask(`${url}/0`, { maxRedirects: 4 }))).toMatchObject({ code: "too_many_redirects" });
  });

  it("are the answer itself for webhooks", async () => {
    const { url, asked } = await serve(redirecting({ "/": "/1" }));
    const answer = await door().ask(url, { maxRedirects: 0 });
    expect([answer.status, text(answer), asked.length]).toEqual([302, "moved", 1]);
  });

  it("in a circle end", async () => {
    const { url, asked } = await serve(redirecting({ "/": "/" }));
    expect((await refusal(door().ask(url))).message).toContain("redirects more than 5 times");
    expect(asked).toHaveLength(6);
  });

  it.each([
    ["http://169.254.169.254/latest/", "address_refused"],
    ["http://[::ffff:127.0.0.1]/", "address_refused"],
    ["//169.254.169.254/latest/", "address_refused"],
    ["///169.254.169.254/latest/", "address_refused"],
    ["http://2852039166/", "address_refused"],
    ["http://localhost:5432/", "port_refused"],
    ["file:///etc/passwd", "scheme_refused"],
    ["gopher://127.0.0.1/", "scheme_refused"],
    ["http://user:password@example.com/", "credentials_in_url"],
    ["//user@example.com/", "credentials_in_url"],
    ["/\\169.254.169.254/", "url_invalid"],
    ["/\t/169.254.169.254/", "url_invalid"],
    ["http:169.254.169.254", "url_invalid"],
    ["http://", "url_invalid"],
  ])("to %j are refused: %s", async (location, code) => {
    const { url } = await serve((_, response) => response.writeHead(302, { location }).end());
    expect(await refusal(door().ask(url))).toMatchObject({ code, message: expect.stringContaining(`${url} redirects`) });
  });

  it("from a public address lead nowhere inside", async () => {
    const inside = await serve((_, response) => response.end("inside"));
    const outside = await serve((_, response) => response.writeHead(302, { location: `http://inside.example:${inside.port}/` }).end());
    // The way to the "public" address is a proxy that leads to this machine.
    const proxy = await connectProxy(() => outside.port);
    const { ask } = door({ proxy: proxy.url, resolve: async (name) => [name === "inside.example" ? "127.0.0.1" : "93.184.215.14"] });
    expect(await refusal(ask("http://public.example/"))).toMatchObject({ code: "address_refused" });
    expect(inside.asked).toEqual([]);
  });

  it("keep the headers at the same origin, and drop them for good at another", async () => {
    const headers = { authorization: "secret", "x-api-key": "secret", cookie: "secret", accept: "text/plain" };
    const first = await serve(({ url }, response) => {
      const location = { "/": "/same", "/same": `${second.url}/`, "/back": undefined }[url ?? ""];
      response.writeHead(location === undefined ? 200 : 307, location === undefined ? {} : { location }).end();
    });
    const second = await serve((_, response) => response.writeHead(302, { location: `${first.url}/back` }).end());
    const answer = await door().ask(first.url, { headers });
    expect(answer).toMatchObject({ status: 200, leftOrigin: true });
    const got = [...first.asked, ...second.asked].map(({ url, headers: { authorization, cookie, accept, "x-api-key": key } }) => ({
      url,
      secrets: [authorization, cookie, key],
      accept,
    }));
    expect(got).toEqual([
      { url: "/", secrets: ["secret", "secret", "secret"], accept: "text/plain" },
      { url: "/same", secrets: ["secret", "secret", "secret"], accept: "text/plain" },
      { url: "/back", secrets: [undefined, undefined, undefined], accept: "text/plain" },
      { url: "/", secrets: [undefined, undefined, undefined], accept: "text/plain" },
    ]);
  });

  it("another port, another scheme and another spelling of the host are other origins", async () => {
    const { port, asked } = await serve(({ url }, response) => {
      if (url === "/") response.writeHead(302, { location: `http://localhost:${port}/there` });
      response.end();
    });
    await door().ask(`http://127.0.0.1:${port}/`, { headers: { authorization: "secret" } });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(["secret", undefined]);
  });

  it("stay at the origin when asked to", async () => {
    const other = await serve((_, response) => response.end());
    const { url } = await serve(redirecting({ "/": other.url, "/a": "/b" }));
    const { ask } = door();
    expect((await refusal(ask(url, { staysAtOrigin: true }))).code).toBe("redirect_refused");
    expect(text(await ask(`${url}/a`, { staysAtOrigin: true }))).toBe("/b");
    expect(other.asked).toEqual([]);
  });

  it.each([
    [301, "GET"],
    [302, "GET"],
    [303, "GET"],
    [307, "POST"],
    [308, "POST"],
  ])("%i of a POST continue with %s", async (status, method) => {
    const { url, asked } = await serve(redirecting({ "/": "/there" }, status));
    await door().ask(url, { method: "POST", body: "data" });
    expect(asked.map((request) => request.method)).toEqual(["POST", method]);
  });

  it("send no body to another origin", async () => {
    const other = await serve((_, response) => response.end());
    const { url } = await serve(redirecting({ "/": other.url }, 307));
    expect((await refusal(door().ask(url, { method: "POST", body: "data" }))).code).toBe("redirect_refused");
    expect(other.asked).toEqual([]);
  });
});

describe("what answers is limited", () => {
  const MEBIBYTE = 1024 * 1024;

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", (body: Buffer) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ] as const)("%s is unpacked, and a bomb of it stops while it streams", async (encoding, pack) => {
    const packed = { "/small": pack(Buffer.from("hello")), "/bomb": pack(Buffer.alloc(100 * MEBIBYTE)) };
    const { url } = await serve((request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(packed[request.url === "/bomb" ? "/bomb" : "/small"]),
    );
    const { ask } = door();
    expect(text(await ask(`${url}/small`))).toBe("hello");
    const before = process.memoryUsage().arrayBuffers;
    expect((await refusal(ask(`${url}/bomb`))).code).toBe("body_too_large");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * MEBIBYTE);
  });

  it("a bomb in a bomb stops too", async () => {
    const packed = gzipSync(gzipSync(Buffer.alloc(100 * MEBIBYTE)));
    const { url } = await serve((_, response) => response.writeHead(200, { "content-encoding": "gzip, gzip" }).end(packed));
    expect((await refusal(door().ask(url))).code).toBe("body_too_large");
  });

  it.each(["zstd", "gzip, gzip, gzip", "compress", "nonsense"])("does not undo %s", async (encoding) => {
    const { url } = await serve((_, response) => response.writeHead(200, { "content-encoding": encoding }).end("x"));
    expect((await refusal(door().ask(url))).code).toBe("encoding_refused");
  });

  it.each([
    ["not packed", Buffer.from("hello")],
    ["cut off", gzipSync(Buffer.alloc(100_000, "abc")).subarray(0, 50)],
  ])("gzip that is %s is an error", async (_, body) => {
    const { url } = await serve((__, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(body));
    expect((await refusal(door().ask(url))).code).toBe("encoding_refused");
  });

  it("a body of exactly the limit passes; one byte more does not, announced or not", async () => {
    const { url } = await serve((request, response) => {
      const body = Buffer.alloc(request.url === "/exact" ? 1000 : 1001);
      if (request.url === "/announced") response.writeHead(200, { "content-length": body.byteLength }).end(body);
      else response.end(body);
    });
    const { ask } = door();
    expect((await ask(`${url}/exact`, { maxBytes: 1000 })).body.byteLength).toBe(1000);
    for (const path of ["/more", "/announced"])
      expect((await refusal(ask(url + path, { maxBytes: 1000 }))).message).toContain("more than 1000 bytes");
  });

  it("a body without end stops", async () => {
    const { url } = await serve((_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(65_536)));
        response.once("drain", more);
      };
      more();
    });
    expect((await refusal(door().ask(url))).message).toContain("more than 5 MiB");
  });

  it("headers of more than 32 KiB stop", async () => {
    const { url } = await serve((request, response) => {
      const count = request.url === "/large" ? 40 : 20;
      for (let index = 0; index < count; index += 1) response.setHeader(`x-${index}`, "a".repeat(1000));
      response.end();
    });
    const { ask } = door();
    expect((await ask(url)).status).toBe(200);
    expect((await refusal(ask(`${url}/large`))).code).toBe("headers_too_large");
  });

  it.each<[string, RequestListener]>([
    ["no answer", () => undefined],
    ["an answer without end", (_, response) => response.writeHead(200).write("a")],
    ["a redirect whose body has no end", (_, response) => response.writeHead(302, { location: "/" }).write("a")],
  ])("%s ends after the time for everything", async (what, answer) => {
    const { url } = await serve(answer);
    const { code } = await refusal(door().ask(url, { timeoutMs: 100 }));
    expect(what.startsWith("a redirect") ? ["too_many_redirects", "timeout"] : ["timeout"]).toContain(code);
  });

  it("stops when its caller does", async () => {
    const caller = new AbortController();
    const { url } = await serve(() => caller.abort());
    expect((await refusal(door().ask(url, { signal: caller.signal }))).code).toBe("aborted");
    expect((await refusal(door().ask(url, { signal: AbortSignal.abort() }))).code).toBe("aborted");
  });

  it("so many at a time to one server, and so many of one organization; the others wait", async () => {
    let open = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const { url } = await serve((_, response) => {
      most = Math.max(most, ++open);
      waiting.push(() => {
        open -= 1;
        response.end();
      });
      if (waiting.length === 2) for (const answer of waiting.splice(0)) answer();
    });
    for (const limits of [{ maxPerTarget: 2 }, { maxPerOrganization: 2 }]) {
      const { ask } = door(limits);
      const answers = await Promise.all(Array.from({ length: 10 }, () => ask(url)));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
      expect(most).toBe(2);
    }
  });
});

describe("what is no HTTP", () => {
  const tcp = async (said: string | null): Promise<string> => {
    const server = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.on("data", () => (said === null ? socket.destroy() : socket.end(said)));
    });
    return `127.0.0.1:${await listening(server)}`;
  };

  it.each([
    ["another protocol", "220 smtp.example ESMTP\r\n", "not_http"],
    ["a broken header", "HTTP/1.1 200 OK\r\nbad header\u0000: x\r\n\r\n", "not_http"],
    ["nothing", null, "connection_lost"],
    ["half an answer", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc", "connection_lost"],
  ])("%s is said", async (_, said, code) => {
    expect((await refusal(door().ask(`http://${await tcp(said)}/`))).code).toBe(code);
  });

  it("a port without TLS, one without a listener, and a name without address", async () => {
    const { port } = await serve((_, response) => response.end());
    expect((await refusal(door().ask(`https://127.0.0.1:${port}/`))).code).toBe("tls_failed");
    const closed = createTcpServer();
    const free = await listening(closed);
    await new Promise((resolve) => closed.close(resolve));
    expect((await refusal(door().ask(`http://127.0.0.1:${free}/`))).code).toBe("connection_refused");
    expect((await refusal(door({ resolve: async () => [] }).ask("http://none.example/"))).code).toBe("name_unresolved");
  });
});

describe("a proxy", () => {
  it("is asked for the judged address, and the server still for its name", async () => {
    const { port, asked } = await serve((_, response) => response.end("through"));
    const proxy = await connectProxy(() => port);
    const { ask } = door({ policy: serverPolicy(), proxy: proxy.url, resolve: async () => ["93.184.215.14"] });
    expect(text(await ask("http://orders.example/"))).toBe("through");
    expect(proxy.asked).toEqual([{ target: "93.184.215.14:80", credentials: `Basic ${btoa("user:word")}` }]);
    expect(asked[0]?.headers.host).toBe("orders.example");
    expect((await refusal(ask("http://127.0.0.1/"))).code).toBe("address_refused");
    expect(proxy.asked).toHaveLength(1);
  });

  it("that refuses or is gone is said", async () => {
    const { port } = await serve((_, response) => response.end());
    const ask = (proxy: string): Promise<EgressResponse> => door({ proxy, resolve: async () => ["1.1.1.1"] }).ask("http://a.example/");
    expect((await refusal(ask(`http://127.0.0.1:${port}`))).code).toBe("proxy_failed");
    expect((await refusal(ask("http://127.0.0.1:9"))).code).toBe("proxy_failed");
  });
});

/** A forward proxy that leads every connection to a port of this machine. */
async function connectProxy(portOf: () => number): Promise<{ url: string; asked: { target: string; credentials: string | undefined }[] }> {
  const { connect } = await import("node:net");
  const asked: { target: string; credentials: string | undefined }[] = [];
  const server = createServer();
  server.on("connect", ({ url = "", headers }, socket) => {
    asked.push({ target: url, credentials: headers["proxy-authorization"] });
    const through = connect(portOf(), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      through.pipe(socket).pipe(through);
    });
    for (const end of [through, socket]) end.on("error", () => undefined);
    onTestFinished(() => void through.destroy());
  });
  const port = await listening(server);
  return { url: `http://user:word@127.0.0.1:${port}`, asked };
}
