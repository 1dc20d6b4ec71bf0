import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

const enough = { DATABASE_URL: "postgres://u:p@localhost/surety", SURETY_SECRET: "x".repeat(32) };

describe("the environment", () => {
  it("needs a database and a secret, and has a default for the rest", () => {
    expect(parseEnv(enough)).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      url: "http://localhost:3000",
      signUp: "closed",
      signInLink: "first-run",
      corsOrigins: [],
      engines: undefined,
      engineMemoryMb: 1024,
      customFunctions: false,
      exitWithParent: false,
    });
  });

  it("derives the limits of organizations and addresses from that of credentials", () => {
    expect(parseEnv(enough).rateLimits).toEqual({ credential: 1000, organization: 5000, address: 200 });
    expect(parseEnv({ ...enough, SURETY_RATE_LIMIT: "0" }).rateLimits).toEqual({ credential: 0, organization: 0, address: 0 });
    expect(
      parseEnv({ ...enough, SURETY_RATE_LIMIT: "10", SURETY_RATE_LIMIT_ORGANIZATION: "20", SURETY_RATE_LIMIT_ADDRESS: "0" }).rateLimits,
    ).toEqual({
      credential: 10,
      organization: 20,
      address: 0,
    });
  });

  it("names everything that is missing or wrong at once", () => {
    const parse = () => parseEnv({ SURETY_SECRET: "short", PORT: "http", SURETY_URL: "surety.example.com", SURETY_SIGN_UP: "maybe" });
    expect(parse).toThrow(/DATABASE_URL: is missing; it is an address such as postgres:/);
    for (const name of ["SURETY_SECRET: at least 32", "PORT: a port", "SURETY_URL: an address such as https", "SURETY_SIGN_UP: "])
      expect(parse).toThrow(name);
  });

  it("takes empty variables for unset ones, and lists by commas", () => {
    expect(parseEnv({ ...enough, REDIS_URL: "", SURETY_CORS_ORIGINS: "https://a.example, https://b.example" })).toMatchObject({
      redisUrl: undefined,
      corsOrigins: ["https://a.example", "https://b.example"],
    });
  });

  it("keeps the origin of the public address alone", () => {
    expect(parseEnv({ ...enough, SURETY_URL: "https://surety.example.com/dashboard/" }).url).toBe("https://surety.example.com");
  });
});
