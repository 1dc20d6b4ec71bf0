import { expect, test } from "vitest";
import { lintLines } from "../../tests/lint-yaml.ts";
import { pathsWellFormed } from "./paths-well-formed.ts";

test("fragments, empty segments, unpaired braces, nameless parameters and spaces are told apart", () => {
  const contract = `
paths:
  "/a#b": {get: {responses: {"200": {description: ok}}}}
  /a//b: {get: {responses: {"200": {description: ok}}}}
  "/a/{b": {get: {responses: {"200": {description: ok}}}}
  "/a/{}": {get: {responses: {"200": {description: ok}}}}
  "/a b": {get: {responses: {"200": {description: ok}}}}
  "/a/{b}.json": {get: {responses: {"200": {description: ok}}}}
`;
  expect(lintLines(pathsWellFormed, contract)).toEqual([
    "/paths/~1a#b: `/a#b` has a fragment, which is never sent to a server.",
    "/paths/~1a~1~1b: `/a//b` has an empty segment.",
    "/paths/~1a~1{b: `/a/{b` has a brace without its partner.",
    "/paths/~1a~1{}: `/a/{}` has a parameter without a name.",
    "/paths/~1a b: `/a b` has a space.",
  ]);
});
