import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { CliError } from "./cli-error.ts";

/** Which server to talk to, and as whom. */
export interface Credentials {
  readonly url: string;
  readonly token: string;
  /** When the token stops working, where that is known. */
  readonly expiresAt?: string;
}

/** A token that ends sooner than this is not begun with. */
const SPARE_MS = 60_000;

const File = z.object({
  current: z.string(),
  servers: z.record(z.string(), z.object({ token: z.string(), expiresAt: z.string().optional() })),
});
type File = z.infer<typeof File>;

export function credentialsPath(env: NodeJS.ProcessEnv = process.env): string {
  return join(env["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "surety", "credentials.json");
}

/**
 * The server is named by `--url`, SURETY_URL, surety.json, or the last `surety login`, in this order; the token by
 * SURETY_TOKEN, by what `surety login` kept for that server, or, in a CI run that can prove which one it is, by exchange.
 */
export async function findCredentials(
  wanted: { option: string | undefined; config: string | undefined },
  env: NodeJS.ProcessEnv = process.env,
): Promise<Credentials> {
  const given = wanted.option ?? (env["SURETY_URL"] || wanted.config);
  const saved = given !== undefined && env["SURETY_TOKEN"] ? null : await readSaved(env);
  const url = given ?? saved?.current;
  if (url === undefined) throw notLoggedIn("No server is known.");
  const origin = originOf(url);
  const token = env["SURETY_TOKEN"] || stillGood(saved?.servers[origin]);
  if (token === undefined) {
    const exchanged = await exchangedCredentials(origin, env);
    if (exchanged !== null) return exchanged;
  }
  if (token === undefined) throw notLoggedIn(`No token is known for ${origin}.`);
  if (/[^\u0021-\u007e]/.test(token))
    throw new CliError("The token has characters that no token has.", {
      code: "token_invalid",
      hint: "Copy it again; it is one word that begins with `surety_`.",
    });
  return { url: origin, token };
}

/** Those of the CI run that this is, kept for the commands after this one; null when it is none. */
async function exchangedCredentials(url: string, env: NodeJS.ProcessEnv): Promise<Credentials | null> {
  const { exchangeCiToken, isCiRun } = await import("./ci-token.ts");
  if (!isCiRun(env)) return null;
  const credentials = { url, ...(await exchangeCiToken(url, env)) };
  await saveCredentials(credentials, env);
  return credentials;
}

function stillGood(saved: File["servers"][string] | undefined): string | undefined {
  const ends = saved?.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(saved.expiresAt);
  return ends > Date.now() + SPARE_MS ? saved?.token : undefined;
}

function notLoggedIn(message: string): CliError {
  return new CliError(message, {
    code: "not_logged_in",
    hint: "Run `surety login --url URL --token TOKEN`, or set SURETY_URL and SURETY_TOKEN. Tokens are made in the dashboard under Settings → Tokens.",
  });
}

/** Keeps a credential for later commands, readable by this user only. */
export async function saveCredentials({ url, token, expiresAt }: Credentials, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const path = credentialsPath(env);
  const saved = (await readSaved(env)) ?? { current: "", servers: {} };
  const next: File = {
    current: originOf(url),
    servers: { ...saved.servers, [originOf(url)]: { token, ...(expiresAt === undefined ? {} : { expiresAt }) } },
  };
  const temporary = `${path}.${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(temporary, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
    await chmod(temporary, 0o600);
    await rename(temporary, path);
  } catch (cause) {
    throw new CliError(`The token cannot be kept in ${path}: ${(cause as Error).message}`, {
      code: "credentials_unwritable",
      file: path,
      hint: "Set SURETY_URL and SURETY_TOKEN instead.",
      cause,
    });
  }
  return path;
}

async function readSaved(env: NodeJS.ProcessEnv): Promise<File | null> {
  const path = credentialsPath(env);
  try {
    const text = await readFile(path, "utf8");
    return File.parse(JSON.parse(text));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT" || (cause as NodeJS.ErrnoException).code === "ENOTDIR") return null;
    throw new CliError(`${path} cannot be read.`, {
      code: "credentials_invalid",
      file: path,
      hint: "Delete it and run `surety login` again.",
      cause,
    });
  }
}

function originOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new CliError(`${url} is not the address of a server.`, {
      code: "url_invalid",
      hint: "It looks like http://localhost:4400 or https://surety.example.com.",
    });
  }
  return new URL(url).origin;
}
