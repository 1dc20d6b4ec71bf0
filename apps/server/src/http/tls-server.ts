import { readFileSync, unwatchFile, watchFile } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import type { FastifyBaseLogger } from "fastify";

export interface TlsFiles {
  /** PEM: the certificate, followed by those of its issuers. */
  readonly certificate: string;
  /** PEM, without a passphrase. */
  readonly key: string;
}

const LOOK_AGAIN_MS = 60_000;

/** A server that speaks TLS 1.2 or newer (RFC 9325) and takes a renewed certificate over within a minute, without a restart. */
export function createTlsServer(
  files: TlsFiles,
  { handler, requestTimeout, log }: { readonly handler: RequestListener; readonly requestTimeout: number; readonly log: FastifyBaseLogger },
): Server {
  const server = createServer({ ...read(files), minVersion: "TLSv1.2", requestTimeout }, handler);
  const renew = (): void => {
    try {
      server.setSecureContext({ ...read(files), minVersion: "TLSv1.2" });
      log.info({ file: files.certificate }, "the certificate was read again");
    } catch (error) {
      log.error({ err: error, file: files.certificate }, "the new certificate cannot be used; the old one stays");
    }
  };
  watchFile(files.certificate, { interval: LOOK_AGAIN_MS, persistent: false }, renew);
  server.once("close", () => unwatchFile(files.certificate, renew));
  return server;
}

function read({ certificate, key }: TlsFiles): { readonly cert: Buffer; readonly key: Buffer } {
  return { cert: readPem("SURETY_TLS_CERT", certificate), key: readPem("SURETY_TLS_KEY", key) };
}

function readPem(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(`${variable} is ${file}, which cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
