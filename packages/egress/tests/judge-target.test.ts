import { describe, expect, it } from "vitest";
import { EgressError } from "../src/egress-error.ts";
import { type EgressPolicy, localPolicy, serverPolicy } from "../src/egress-policy.ts";
import { judgeUrl } from "../src/judge-target.ts";
import { hostile, honest, names } from "./urls.ts";

async function resolve(name: string): Promise<readonly string[]> {
  const known = names[name];
  if (known === undefined) throw Object.assign(new Error(`ENOTFOUND ${name}`), { code: "ENOTFOUND" });
  return known;
}

/** `allowed`, or the code of the refusal. */
async function verdict(policy: EgressPolicy, url: string): Promise<string> {
  return judgeUrl(url, { policy, resolve, resolveWithinMs: 2000 }).then(
    () => "allowed",
    (error: unknown) => (error instanceof EgressError ? error.code : `crashed: ${String(error)}`),
  );
}

describe("a server", () => {
  const policy = serverPolicy();
  it("the table is long enough to mean something", () => {
    expect(new Set(honest).size).toBeGreaterThan(65);
    expect(new Set(Object.values(hostile).flat()).size).toBeGreaterThan(200);
  });

  it.each(honest)("fetches %s", async (url) => expect(await verdict(policy, url)).toBe("allowed"));

  const refusals = Object.entries(hostile).flatMap(([code, urls]) => urls.map((url) => [url.slice(0, 80), url, code] as const));
  it.each(refusals)("refuses %j", async (_, url, code) => expect(await verdict(policy, url)).toBe(code));

  it("says what was refused and what to do, in one line each", async () => {
    for (const [, url] of refusals) {
      const error: unknown = await judgeUrl(url, { policy, resolve, resolveWithinMs: 2000 }).catch((cause: unknown) => cause);
      if (!(error instanceof EgressError)) throw new Error(`${url} was allowed`);
      expect(error.message).toMatch(/^[^\p{Cc}\p{Cf}]+\.$/u);
      expect(error.hint).toMatch(/^[A-Z][^\p{Cc}]+\.$/u);
      expect(error.message.length + error.hint.length).toBeLessThan(700);
    }
  });
});

describe("a developer's machine", () => {
  const policy = localPolicy();
  it.each([
    "http://localhost:8000/openapi.json",
    "http://127.0.0.1:5000/",
    "http://[::1]:8000/",
    "http://host.docker.internal:8000/",
    "http://192.168.1.20/openapi.json",
    "http://intranet.corp/openapi.json",
    "http://localhost:81/",
    "http://mixed.evil.com/",
    ...honest,
  ])("fetches %s", async (url) => expect(await verdict(policy, url)).toBe("allowed"));

  it.each([
    ["http://169.254.169.254/latest/meta-data/", "address_refused"],
    ["http://metadata.google.internal/", "address_refused"],
    ["http://[fd00:ec2::254]/", "address_refused"],
    ["http://168.63.129.16/", "address_refused"],
    ["http://0.0.0.0:8000/", "address_refused"],
    ["http://224.0.0.1/", "address_refused"],
    ["http://[::ffff:127.0.0.1]/", "address_refused"],
    ["http://localhost:5432/", "port_refused"],
    ["http://localhost:22/", "port_refused"],
    ["file:///etc/passwd", "scheme_refused"],
    ["http://a:b@localhost:8000/", "credentials_in_url"],
  ])("refuses %s", async (url, code) => expect(await verdict(policy, url)).toBe(code));
});

describe("an allow-list", () => {
  it.each([
    ["intranet.corp:80", "http://intranet.corp/", "allowed"],
    ["intranet.corp:80", "http://INTRANET.corp./", "allowed"],
    ["intranet.corp:80", "http://intranet.corp:8080/", "address_refused"],
    ["intranet.corp:80", "http://db/", "address_refused"],
    ["intranet.corp:80", "http://10.20.0.9/", "address_refused"],
    ["intranet.corp:22", "http://intranet.corp:22/", "allowed"],
    ["10.20.0.0/16:80,8080", "http://intranet.corp:8080/", "allowed"],
    ["10.20.0.0/16:80,8080", "http://10.20.255.255/", "allowed"],
    ["10.20.0.0/16:80,8080", "http://10.20.0.9:9090/", "address_refused"],
    ["10.20.0.0/16:80,8080", "http://10.21.0.1/", "address_refused"],
    ["10.20.0.0/16", "http://10.20.0.9:9090/", "allowed"],
    ["10.0.0.0/8:22", "http://example.com:22/", "port_refused"],
    ["127.0.0.1:8000", "http://127.0.0.1:8000/", "allowed"],
    ["[::1]:8000", "http://[::1]:8000/", "allowed"],
    ["[fd00::/8]:8000", "http://[fd00::1]:8000/", "allowed"],
    ["fd00::/8", "http://[fd00::1]/", "allowed"],
    ["fd00::/8", "http://[fd00:ec2::254]/", "address_refused"],
    ["169.254.0.0/16", "http://169.254.1.1/", "allowed"],
    ["169.254.0.0/16", "http://169.254.169.254/", "address_refused"],
    ["169.254.169.254:80", "http://169.254.169.254/", "address_refused"],
    ["imds.evil.com:80", "http://imds.evil.com/", "address_refused"],
    ["169.254.169.254/32:80", "http://169.254.169.254/", "allowed"],
    ["169.254.169.254/32:80", "http://169.254.169.254:8080/", "address_refused"],
    ["0.0.0.0/0", "http://169.254.169.254/", "address_refused"],
    ["0.0.0.0/0", "http://224.0.0.1/", "address_refused"],
    ["0.0.0.0/0", "http://[::ffff:127.0.0.1]/", "address_refused"],
    ["0.0.0.0/0", "http://mixed.evil.com/", "allowed"],
    ["mixed.evil.com:80", "http://mixed-first.evil.com/", "address_refused"],
    ["::/0", "http://[::ffff:127.0.0.1]/", "address_refused"],
    ["::/0", "http://127.0.0.1/", "address_refused"],
    ["bücher.example:22", "http://xn--bcher-kva.example:22/", "allowed"],
  ])("with %s judges %s: %s", async (entry, url, code) => expect(await verdict(serverPolicy({ allow: [entry] }), url)).toBe(code));

  it.each(["", "intranet", "*:80", "10.0.0.0/33", "10.0.0.0/8:0", "10.0.0.0/8:99999", "a b:80", "http://a:80", "fd00::/8:80", "a/8"])(
    "refuses the entry %j",
    (entry) => expect(() => serverPolicy({ allow: [entry] })).toThrow(/is no entry of an allow-list/),
  );
});

describe("Surety's own addresses", () => {
  const own = ["postgres://surety:secret@db:15432/surety", "redis://10.1.0.8:16379", "0.0.0.0:3000", "gone.example:4000"];
  it.each([
    ["http://db:15432/", "own_address_refused"],
    ["http://10.1.0.7:15432/", "own_address_refused"],
    ["http://10.1.0.8:16379/", "own_address_refused"],
    ["http://127.0.0.1:3000/", "own_address_refused"],
    ["http://localhost:3000/", "own_address_refused"],
    ["http://[::1]:3000/", "own_address_refused"],
    ["http://10.1.0.7:4000/", "own_address_refused"],
    ["http://10.1.0.7:8080/", "allowed"],
    ["http://example.com:3000/", "allowed"],
    ["http://example.com:4000/", "allowed"],
  ])("whatever is listed, %s is %s", async (url, code) => {
    expect(await verdict(serverPolicy({ allow: ["0.0.0.0/0", "::/0", "db:15432", "localhost:3000"], own }), url)).toBe(code);
  });
});

it("a name that is not resolved in time is refused", async () => {
  const never = new Promise<never>(() => undefined);
  const judging = { policy: serverPolicy(), resolve: () => never, resolveWithinMs: 5 };
  await expect(judgeUrl("http://example.com/", judging)).rejects.toMatchObject({ code: "name_unresolved" });
});
