import { posix } from "node:path";
import { Egress, type EgressResponse } from "@surety/egress/egress";
import { EgressError } from "@surety/egress/egress-error";
import { localPolicy } from "@surety/egress/egress-policy";
import { shownUrl } from "@surety/egress/shown-url";
import { MAX_CONTRACT_BYTES } from "@surety/model/contracts";
import { CliError } from "./cli-error.ts";
import type { DocumentFile } from "./documents.ts";
import type { ReferenceSource } from "./reference-source.ts";

/** Files that one document may refer to over the network, each a request. */
const MAX_FILES = 200;
const ACCEPT = "application/vnd.oai.openapi+json, application/json, application/yaml, text/yaml;q=0.9, */*;q=0.5";
const egress = new Egress({ policy: localPolicy(), resolveWithinMs: 10_000 });

/** Where a document was fetched. */
export interface Fetched {
  /** After redirects. */
  readonly url: string;
  /** Sent along for what it refers to. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Fetches a document by its address.
 * @throws CliError that says what answers there instead.
 */
export async function fetchDocument(address: string, headers: Readonly<Record<string, string>>): Promise<DocumentFile> {
  const name = shownUrl(address);
  const response = await ask(address, headers, { file: name, staysAtOrigin: false });
  const { url, body, leftOrigin } = response;
  if (response.status !== 200) throw unavailable(response, { name, hasHeaders: Object.keys(headers).length > 0 });
  if (isHtml(body)) throw htmlPage(response, name);
  return { name, path: null, origin: { fetched: { url, headers: leftOrigin ? {} : headers } }, bytes: body };
}

/** The files that a fetched document refers to, at its own origin. */
export function fetchedReferences({ url, headers }: Fetched): ReferenceSource {
  const folder = pathOf(url).replace(/[^/]*$/, "");
  const nameOf = (file: string): string => `${posix.relative(folder, pathOf(file))}${new URL(file).search}` || "the document";
  return {
    document: url,
    maxFiles: MAX_FILES,
    nameOf,
    resolve: (address, from) => (/^[a-z][a-z0-9+.-]*:|^[\\/]{2}/i.test(address) ? null : resolved(address, from)),
    read: async (file, referrer) => {
      const name = nameOf(file);
      const response = await ask(file, headers, { file: name, staysAtOrigin: true, referrer });
      if (response.status === 200 && !isHtml(response.body)) return response.body;
      throw new CliError(`There is no file ${name}, which ${referrer} refers to: ${shownUrl(file)} answers ${answerOf(response)}.`, {
        code: "file_not_found",
        file: name,
        hint: "Have the server serve it there, or bundle the document into one file first.",
      });
    },
  };
}

interface Asking {
  readonly file: string;
  readonly staysAtOrigin: boolean;
  readonly referrer?: string;
}

async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  { file, staysAtOrigin, referrer }: Asking,
): Promise<EgressResponse> {
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const defaults = Object.entries({ accept: ACCEPT, "user-agent": "surety" }).filter(([name]) => !given.has(name));
  try {
    return await egress.request({
      organization: "local",
      url,
      headers: { ...Object.fromEntries(defaults), ...headers },
      maxBytes: MAX_CONTRACT_BYTES,
      staysAtOrigin,
    });
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    const message = referrer === undefined ? error.message : `${file}, which ${referrer} refers to: ${error.message}`;
    throw new CliError(message, { code: error.code, file, hint: error.hint, cause: error });
  }
}

function resolved(address: string, from: string): string | null {
  try {
    const url = new URL(address, from);
    url.hash = "";
    return url.origin === new URL(from).origin ? url.href : null;
  } catch {
    return null;
  }
}

function pathOf(url: string): string {
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function answerOf({ status, statusText, body }: EgressResponse): string {
  return status === 200 && isHtml(body) ? "with an HTML page" : `HTTP ${status} ${statusText}`.trimEnd();
}

function unavailable(response: EgressResponse, { name, hasHeaders }: { readonly name: string; readonly hasHeaders: boolean }): CliError {
  const { status, url, leftOrigin } = response;
  const via = shownUrl(url) === name ? "" : ` (redirected to ${shownUrl(url)})`;
  const refuses = status === 401 || status === 403;
  const hint =
    refuses && hasHeaders && leftOrigin
      ? `A header is not sent on to another origin. Name the address itself: ${shownUrl(url)}`
      : refuses && hasHeaders
        ? "It does not accept the headers that were sent: check the token, and that it may read this document."
        : refuses
          ? "It wants to know who asks. Send what it wants, for example `--header 'Authorization: Bearer …'`."
          : status === 404 || status === 410
            ? "Check the path. Frameworks have it at /openapi.json, /schema/ or /v3/api-docs, and some only in development."
            : status >= 500 || status === 429
              ? "Try again; if it stays so, look at that server's log."
              : "Check the address: open it with `curl -i`.";
  return new CliError(`${name} has no document: it answers ${answerOf(response)}${via}.`, {
    code: "document_unavailable",
    file: name,
    hint,
  });
}

function isHtml(body: Uint8Array): boolean {
  return /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|script)\b/i.test(startOf(body, 2000));
}

function startOf(body: Uint8Array, length: number): string {
  return new TextDecoder().decode(body.subarray(0, length));
}

/** A page for people, or to sign in: says which, and where the page says that the document is. */
function htmlPage({ body, url }: EgressResponse, name: string): CliError {
  const text = startOf(body, 100_000);
  const title = /<title[^>]*>([^<]{1,100})/i.exec(text)?.[1]?.trim().replaceAll(/\s+/g, " ");
  const shown = /\bspec-url=["']([^"'<>\s]{1,300})["']|["']?\b(?:url|specUrl)["']?\s*:\s*["']([^"'<>\s]{1,300})["']/i.exec(text);
  const document = shown && resolved(shown[1] ?? shown[2] ?? "", url);
  const isSignIn = /type=["']?password|\b(?:sign|log)[ -]?(?:in|on)\b/i.test(`${title ?? ""} ${text.slice(0, 20_000)}`);
  const hint = document
    ? `The page shows the document at ${shownUrl(document)}: name that.`
    : isSignIn
      ? "It asks to sign in. Send what it wants instead, for example `--header 'Authorization: Bearer …'`."
      : "Name the document that the page shows, often at /openapi.json, and not the page.";
  const via = shownUrl(url) === name ? "" : `, after a redirect to ${shownUrl(url)}`;
  return new CliError(`${name} is an HTML page${title ? ` (“${title}”)` : ""}, not a contract${via}.`, {
    code: "document_is_html",
    file: name,
    hint,
  });
}
