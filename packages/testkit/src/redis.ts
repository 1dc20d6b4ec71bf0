/** A Redis for tests, or why there is none. */
export type TestRedis = { url: string; skip?: undefined } | { url?: undefined; skip: string };

/** `describe.skipIf(testRedis().skip)`: the runner of all tests starts a Redis and sets TEST_REDIS_URL when it can. */
export function testRedis(): TestRedis {
  const url = process.env["TEST_REDIS_URL"];
  if (url) return { url };
  return { skip: "no Redis: install redis-server, or set TEST_REDIS_URL=redis://localhost:6379" };
}
