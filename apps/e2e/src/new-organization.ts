import { randomInt, randomUUID } from "node:crypto";
import { CreatedToken, type Scope } from "@surety/model/callers";

export interface Organization {
  /** Calls REST with a token of this organization. */
  readonly rest: (method: string, path: string, body?: Uint8Array | object, headers?: Record<string, string>) => Promise<Response>;
  readonly token: string;
}

/** Signs a new owner up, and makes a token of their organization. */
export async function newOrganization(
  url: string,
  scopes: readonly Scope[] = ["read", "contracts:write", "deployments:write"],
): Promise<Organization> {
  // An address of its own: sign-ups are limited by address.
  const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  const json = { origin: url, "content-type": "application/json", "x-forwarded-for": address };
  const email = `${randomUUID()}@example.com`;
  const owner = JSON.stringify({ name: "Ada", email, password: "a long enough password" });
  const signedUp = await fetch(`${url}/api/auth/sign-up/email`, { method: "POST", headers: json, body: owner });
  const cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  const answer = await fetch(`${url}/v1/tokens`, {
    method: "POST",
    headers: { ...json, cookie },
    body: JSON.stringify({ name: "e2e", scopes }),
  });
  if (answer.status !== 201) throw new Error(`No token: sign-up ${signedUp.status}, token ${answer.status} ${await answer.text()}`);
  const { secret: token } = CreatedToken.parse(await answer.json());
  const rest: Organization["rest"] = (method, path, body, headers) => {
    const isBytes = body instanceof Uint8Array;
    const type = body === undefined ? {} : { "content-type": "application/json" };
    return fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, ...type, ...headers },
      ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    });
  };
  return { rest, token };
}
