import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { Socket } from "node:net";
import { EgressError } from "./egress-error.ts";

const CONNECT_WITHIN_MS = 10_000;

/**
 * A connection through a forward proxy, by CONNECT to the address that was judged: the proxy resolves nothing, so that
 * what it reaches is what was judged here.
 */
export function openTunnel(proxy: URL, { address, port }: { readonly address: string; readonly port: number }): Promise<Socket> {
  const failed = (what: string, cause?: unknown): EgressError =>
    new EgressError("proxy_failed", `The proxy ${proxy.host} ${what}.`, { hint: "Check the proxy's address and what it allows.", cause });
  const authority = address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization = credentials === ":" ? {} : { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
  const ask = proxy.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const asked = ask({
      host: proxy.hostname.replace(/^\[|\]$/g, ""),
      port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...authorization },
      agent: false,
      timeout: CONNECT_WITHIN_MS,
      maxHeaderSize: 32_768,
    });
    asked.on("connect", ({ statusCode }, socket, head) => {
      if (statusCode === 200 && head.byteLength === 0 && socket instanceof Socket) resolve(socket);
      else {
        socket.destroy();
        reject(failed(`refused the connection to ${authority} (HTTP ${statusCode})`));
      }
    });
    asked.on("response", (answer) => {
      answer.destroy();
      reject(failed(`refused the connection to ${authority} (HTTP ${answer.statusCode})`));
    });
    asked.on("timeout", () => asked.destroy(failed(`did not answer within ${CONNECT_WITHIN_MS / 1000} s`)));
    asked.on("error", (cause) => reject(cause instanceof EgressError ? cause : failed("does not answer", cause)));
    asked.end();
  });
}
