import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readContract } from "../src/read-contract.ts";
import { bytesOf, hasCorpus, corpusBytes, openapi, read, refusal } from "./read.ts";

describe("what is no contract", () => {
  it.each<[string, string, string, RegExp]>([
    ["nothing", "", "empty", /is empty/],
    ["blanks", " \n\t\n", "empty", /nothing but blanks/],
    ["comments only", "# soon\n# more\n", "not-a-contract", /is empty/],
    [
      "a sign-in page",
      "<!DOCTYPE html>\n<html><head><title>Sign in · Corp</title></head></html>",
      "not-a-contract",
      /HTML page \(“Sign in · Corp”\)/,
    ],
    ["WSDL", '<?xml version="1.0"?><wsdl:definitions/>', "not-a-contract", /WSDL/],
    ["AsyncAPI", "asyncapi: 3.0.0\ninfo: {title: a}", "not-a-contract", /AsyncAPI/],
    ["GraphQL", "type Query {\n  orders: [Order!]!\n}\n", "not-a-contract", /GraphQL schema/],
    ["GraphQL with a description", '"""The orders"""\ntype Query {\n  orders: [Order]\n}\n', "not-a-contract", /GraphQL schema/],
    ["a GraphQL introspection", '{"data":{"__schema":{"types":[]}}}', "not-a-contract", /GraphQL schema/],
    ["Protocol Buffers", 'syntax = "proto3";\nmessage A {}', "not-a-contract", /Protocol Buffers/],
    [
      "a Postman collection",
      '{"info":{"_postman_id":"1","name":"a","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[]}',
      "not-a-contract",
      /collection of requests/,
    ],
    ["something with info", '{"info":{"schema":{"a":1}}}', "not-a-contract", /`info`/],
    ["a HAR file", '{"log":{"version":"1.2","entries":[]}}', "not-a-contract", /HAR recording/],
    ["Arazzo", "arazzo: 1.0.1\nworkflows: []", "not-a-contract", /Arazzo/],
    ["an overlay", "overlay: 1.0.0\nactions: []", "not-a-contract", /Overlay/],
    ["Swagger 1.2", '{"swaggerVersion":"1.2","apis":[]}', "not-a-contract", /Swagger 1/],
    ["a JSON Schema", '{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object"}', "not-a-contract", /JSON Schema alone/],
    ["a JSON Schema without $schema", "type: object\nproperties: {a: {type: string}}", "not-a-contract", /JSON Schema alone/],
    ["a Spectral ruleset", "extends: spectral:oas\nrules: {}", "not-a-contract", /ruleset/],
    ["a Kubernetes manifest", "apiVersion: v1\nkind: Service", "not-a-contract", /Kubernetes manifest \(Service\)/],
    ["a package manifest", '{"name":"a","dependencies":{}}', "not-a-contract", /package manifest/],
    ["paths without a version", "paths: {}", "not-a-contract", /does not say which version/],
    ["another object", "a: 1\nb: 2", "not-a-contract", /neither `openapi` nor `swagger`, but `a`, `b`/],
    ["a list", "[1, 2]", "not-a-contract", /a list/],
    ["plain text", "hello", "not-a-contract", /plain text/],
    ["a number", "12", "not-a-contract", /a number/],
    ["an error answer", '{"message":"Not Found"}', "not-a-contract", /`message`/],
    [
      "conflict markers",
      "openapi: 3.0.0\n<<<<<<< HEAD\npaths: {}\n=======\npaths: {}\n>>>>>>> other\n",
      "not-a-contract",
      /conflict markers/,
    ],
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1", "not-a-contract", /LFS/],
    ["OpenAPI without paths", "openapi: 3.0.0\ninfo: {title: a, version: b}", "not-a-contract", /no `paths`/],
    ["OpenAPI 4", "openapi: 4.0.0\npaths: {}", "unsupported-version", /OpenAPI 4\.0\.0/],
    ["OpenAPI 4 as a number", "openapi: 4.0\npaths: {}", "unsupported-version", /OpenAPI 4/],
    ["a version without quotes", "openapi: 3.1\npaths: {}", "unsupported-version", /number 3\.1, not a version/],
    ["Swagger 1", 'swagger: "1.2"\npaths: {}', "unsupported-version", /Swagger 1\.2/],
  ])("%s is named", (_what, text, code, message) => {
    const problem = refusal(text);
    expect(problem).toMatchObject({ code, fatal: true, message: expect.stringMatching(message) });
    expect(problem.hint).toBeTruthy();
  });

  it("places a wrong version", () => {
    expect(refusal('info: {}\nopenapi: "2.5"\npaths: {}')).toMatchObject({ pointer: "/openapi", line: 2, column: 1 });
  });

  it("names other encodings and binary data", () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from("openapi: 3.0.0", "utf16le")]);
    expect(refusal(utf16)).toMatchObject({ code: "not-utf8", message: expect.stringContaining("UTF-16") });
    expect(refusal(new Uint8Array(Buffer.from('{"openapi":"3.0.0"}', "utf16le")))).toMatchObject({
      message: expect.stringContaining("UTF-16"),
    });
    expect(refusal(new Uint8Array(gzipSync("openapi: 3.0.0")))).toMatchObject({ message: expect.stringContaining("gzip") });
    expect(refusal(new Uint8Array(Buffer.from("PK\u0003\u0004….")))).toMatchObject({ message: expect.stringContaining("zip") });
    expect(refusal(new Uint8Array(Buffer.from("openapi: 3.0.0\ninfo: {title: caf\u00e9}", "latin1")))).toMatchObject({
      code: "not-utf8",
      message: expect.stringMatching(/0xE9 at line 2, column 18/),
    });
    expect(refusal(bytesOf("openapi: 3.0.0\u0000"))).toMatchObject({ message: expect.stringContaining("binary") });
  });

  it("accepts a byte order mark, and counts columns without it", () => {
    const text = 'openapi: 3.0.0\ninfo: {title: t, version: "1"}\npaths: {}\n';
    const result = readContract(new Uint8Array([0xef, 0xbb, 0xbf, ...bytesOf(text)]));
    expect(result.ok && result.contract.locate(["/openapi"]).get("/openapi")).toEqual({ pointer: "/openapi", line: 1, column: 1 });
  });

  it("bounds the size", () => {
    expect(refusal(new Uint8Array(10 * 1024 * 1024 + 1))).toMatchObject({
      code: "too-large",
      message: "The document has 10 MiB; up to 10 MiB are read.",
    });
    expect(refusal(new Uint8Array(50 * 1024 * 1024))).toMatchObject({ code: "too-large", message: expect.stringContaining("50 MiB") });
    expect(refusal("openapi: 3.0.0", { maxBytes: 10 })).toMatchObject({ code: "too-large" });
  });

  it.skipIf(!hasCorpus)("answers for every beginning of a real document", () => {
    for (const path of ["documents/petstore.json.gz"]) {
      const bytes = corpusBytes(path);
      for (let end = 0; end < bytes.length; end += 1) expect(readContract(bytes.subarray(0, end)).ok).toBe(false);
    }
  });
});

describe("rawDigest", () => {
  it("is the SHA-256 of the bytes", async () => {
    const { createHash } = await import("node:crypto");
    const bytes = bytesOf(openapi());
    expect(read(openapi()).rawDigest).toBe(createHash("sha256").update(bytes).digest("hex"));
  });
});
