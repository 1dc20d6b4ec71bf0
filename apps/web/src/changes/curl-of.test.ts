import type { Witness } from "@surety/model/changes";
import { expect, it } from "vitest";
import { curlOf } from "./curl-of.ts";

const witness = (subject: Witness["subject"], value: Witness["value"]): Witness => ({
  subject,
  value,
  mark: "",
  acceptedBy: "base",
  rejectedBy: "revision",
  explanation: "It is refused.",
});

it("sends a body, with quotes that a shell keeps", () => {
  expect(curlOf(witness({ part: "request-body", mediaType: "application/json" }, { note: "it's" }), "POST /orders/{}/notes")).toBe(
    `curl -X POST "$BASE_URL"'/orders/1/notes' \\\n  -H 'Content-Type: application/json' \\\n  --data-raw '{"note":"it'\\''s"}'`,
  );
});

it("sends a parameter where it belongs", () => {
  const parameter = (place: "query" | "path" | "header") => witness({ part: "parameter", in: place, name: "q" }, "a b");
  expect(curlOf(parameter("query"), "GET /orders")).toContain("-G \\\n  --data-urlencode 'q=a b'");
  expect(curlOf(parameter("path"), "GET /orders/{}")).toBe(`curl -X GET "$BASE_URL"'/orders/a%20b'`);
  expect(curlOf(parameter("header"), "GET /orders")).toContain("-H 'q: a b'");
});

it("has none for an answer", () => {
  expect(curlOf(witness({ part: "response", status: "200" }, {}), "GET /orders")).toBeNull();
  expect(curlOf(witness({ part: "request-body", mediaType: "application/json" }, {}), "POST webhook:order.made")).toBeNull();
});
