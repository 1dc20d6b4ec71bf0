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
  return join(env["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "surety", "credentials.json");
}

/**
 * The server is named by `--url`, SURETY_URL, surety.json, or the last `surety login`, in this order; the token by
 * SURETY_TOKEN, or by what `surety login` kept for that server.
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
  const token = env["SURETY_TOKEN"] || saved?.servers[origin]?.token;
  if (token === undefined) throw notLoggedIn(`No token is known for ${origin}.`);
  if (/[^\u0021-\u007e]/.test(token))
    throw new CliError("The token has characters that no token has.", {
      code: "token_invalid",
      hint: "Copy it again; it is one word that begins with `surety_`.",
    });
  return { url: origin, token };
}

function notLoggedIn(message: string): CliError {
  return new CliError(message, {
    code: "not_logged_in",
    hint: "Run `surety login --url URL --token TOKEN`, or set SURETY_URL and SURETY_TOKEN. Tokens are made in the dashboard under Settings → Tokens.",
  });
}

/** Keeps a credential for later commands, readable by this user only. */
export async function saveCredentials({ url, token }: Credentials, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const path = credentialsPath(env);
  const saved = (await readSaved(env)) ?? { current: "", servers: {} };
  const next: File = { current: originOf(url), servers: { ...saved.servers, [originOf(url)]: { token } } };
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
