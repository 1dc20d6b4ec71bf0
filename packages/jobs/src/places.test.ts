import { expect, test } from "vitest";
import { Places } from "./places.ts";

const patient = new AbortController().signal;
const impatient = AbortSignal.abort();

test("each has its own places, and nobody more than so many", async () => {
  const places = new Places(2);
  expect(await places.take("a", impatient)).toBe(true);
  expect(await places.take("a", impatient)).toBe(true);
  expect(await places.take("a", impatient)).toBe(false);
  expect(await places.take("b", impatient)).toBe(true);
  places.give("a");
  expect(await places.take("a", impatient)).toBe(true);
});

test("a place that is given back goes to who has waited longest", async () => {
  const places = new Places(1);
  await places.take("a", patient);
  const order: string[] = [];
  const first = places.take("a", patient).then(() => order.push("first"));
  const second = places.take("a", patient).then(() => order.push("second"));
  places.give("a");
  await first;
  expect(await places.take("a", impatient)).toBe(false);
  places.give("a");
  await second;
  expect(order).toEqual(["first", "second"]);
});

test("who gives up waiting has no place, and takes none from those behind", async () => {
  const places = new Places(1);
  await places.take("a", patient);
  const patience = new AbortController();
  const gaveUp = places.take("a", patience.signal);
  const behind = places.take("a", patient);
  patience.abort();
  expect(await gaveUp).toBe(false);
  places.give("a");
  expect(await behind).toBe(true);
  places.give("a");
  expect(await places.take("a", impatient)).toBe(true);
});
