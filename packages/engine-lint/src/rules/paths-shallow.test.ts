import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { pathsShallow } from "./paths-shallow.ts";

test("three levels below the first resource are fine", () => {
  const contract = `
paths:
  /a/{a}/b/{b}/c/{c}/d/{d}: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pathsShallow, contract)).toEqual([]);
});

test("everything below the same deep resource is one finding", () => {
  const contract = `
paths:
  /a/{a}/b/{b}/c/{c}/d/{d}/e: {get: {responses: {"200": {description: ok}}}}
  /a/{a}/b/{b}/c/{c}/d/{d}/e/{e}: {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintPointers(pathsShallow, contract)).toEqual(["/paths/~1a~1{a}~1b~1{b}~1c~1{c}~1d~1{d}~1e"]);
});
