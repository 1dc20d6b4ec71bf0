import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { CliError } from "./cli-error.ts";

/** Which server to talk to, and as whom. */
export interface Credentials {
  readonly url: string;
  readonly token: string;
}

const File = z.object({ current: z.string(), servers: z.record(z.string(), z.object({ token: z.string() })) });
type File = z.infer<typeof File>;

export function credentialsPath(env: NodeJS.ProcessEnv = process.env): string {
  return join(env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config"), "surety", "credentials.json");
}

/** From `--url`, SURETY_URL and SURETY_TOKEN first (CI), then from what `surety login` kept. */
export async function findCredentials(wanted: { url?: string | undefined }, env: NodeJS.ProcessEnv = process.env): Promise<Credentials> {
  const saved = await readSaved(env);
  const url = wanted.url ?? env["SURETY_URL"] ?? saved?.current;
  const token = env["SURETY_TOKEN"] ?? (url === undefined ? undefined : saved?.servers[normalise(url)]?.token);
  if (url === undefined || token === undefined) {
    throw new CliError(url === undefined ? "No server is known." : `No token is known for ${url}.`, {
      code: "not_logged_in",
      hint: "Run `surety login --url URL --token TOKEN`, or set SURETY_URL and SURETY_TOKEN. Tokens are made in the dashboard under Settings → Tokens.",
    });
  }
  return { url: normalise(url), token };
}

/** Keeps a credential for later commands, readable by this user only. */
export async function saveCredentials({ url, token }: Credentials, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const path = credentialsPath(env);
  const saved = (await readSaved(env)) ?? { current: "", servers: {} };
  const next: File = { current: normalise(url), servers: { ...saved.servers, [normalise(url)]: { token } } };
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, path);
  return path;
}

async function readSaved(env: NodeJS.ProcessEnv): Promise<File | null> {
  const path = credentialsPath(env);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return File.parse(JSON.parse(text));
  } catch (cause) {
    throw new CliError(`${path} cannot be read.`, { code: "credentials_invalid", file: path, hint: "Delete it and run `surety login` again.", cause });
  }
}

function normalise(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new CliError(`${url} is not the address of a server.`, { code: "url_invalid", hint: "It looks like http://127.0.0.1:4400 or https://surety.example.com." });
  }
  return new URL(url).origin;
}
