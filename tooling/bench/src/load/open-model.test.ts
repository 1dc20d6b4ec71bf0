import { expect, test } from "vitest";
import { type Clock, runOpenModel } from "./open-model.ts";

/** Time that passes only when everybody waits for it. */
class FakeClock implements Clock {
  #now = 0;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  now = () => this.#now;
  until(moment: number): Promise<void> {
    if (moment <= this.#now) return Promise.resolve();
    return new Promise((resolve) => {
      this.#sleepers.push({ at: moment, wake: resolve });
      setImmediate(() => this.#advance());
    });
  }
  #advance(): void {
    this.#sleepers.sort((a, b) => a.at - b.at);
    const first = this.#sleepers.shift();
    if (first === undefined) return;
    this.#now = Math.max(this.#now, first.at);
    first.wake();
  }
}

test("a server that stands still has made all those wait that were due meanwhile", async () => {
  const clock = new FakeClock();
  // Answers after 1 ms, but nothing between the seconds 4 and 6.
  const send = async () => {
    const now = clock.now();
    await clock.until(now >= 4_000 && now < 6_000 ? 6_001 : now + 1);
    return true;
  };
  const measured = await runOpenModel({ ratePerSecond: 100, durationMs: 10_000, clients: 10, send, clock });
  expect(measured).toMatchObject({ offered: 1000, answered: 1000, failed: 0 });
  expect(measured.p50).toBeCloseTo(1, 1);
  // 200 of 1000 were due in the pause, spread over it: the ninetieth percentile waited about a second. A closed loop of ten
  // clients would have seen ten slow answers, and a ninetieth percentile of 1 ms.
  expect(measured.p90).toBeGreaterThan(900);
  expect(measured.p99).toBeGreaterThan(1_800);
  expect(measured.max).toBeCloseTo(2_001, -1);
});

test("a rate above what is answered shows as waiting, and unanswered requests have failed", async () => {
  const clock = new FakeClock();
  const send = async () => {
    await clock.until(clock.now() + 100);
    return true;
  };
  // Two clients answer 20 a second; 100 a second are due for two seconds, and then one second is left.
  const measured = await runOpenModel({ ratePerSecond: 100, durationMs: 2_000, clients: 2, send, clock, graceMs: 1_000 });
  expect(measured.offered).toBe(200);
  expect(measured.answered + measured.failed).toBeGreaterThanOrEqual(200);
  expect(measured.answered).toBeLessThanOrEqual(61);
  expect(measured.p99).toBeGreaterThan(2_000);
});

test("a refused request is a failure", async () => {
  const clock = new FakeClock();
  const measured = await runOpenModel({
    ratePerSecond: 10,
    durationMs: 1_000,
    clients: 2,
    send: async (index) => index % 2 === 0 || Promise.reject(new Error("refused")),
    clock,
  });
  expect(measured).toMatchObject({ offered: 10, answered: 10, failed: 5 });
});
