import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { IdempotencyKey, IdempotencyRepository } from "@surety/domain/idempotency/idempotency-repository";
import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { OrganizationId } from "@surety/model/ids";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Callers } from "./callers.ts";

const HEADER = "idempotency-key";
const MAX_KEPT_BYTES = 1024 * 1024;
/** What a client that repeats a request needs of its answer; the rest belongs to each answer by itself. */
const KEPT_HEADERS = ["content-type", "location", "etag", "www-authenticate"] as const;
/** A failure that may pass, or that says nothing of the request: the next one is answered anew. */
const NOT_KEPT: ReadonlySet<number> = new Set([401, 403, 429]);
const CLEAN_EVERY_MS = 60_000;
const CLEAN_AT_ONCE = 1000;

const KeptAnswer = z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.base64() });
type KeptAnswer = z.infer<typeof KeptAnswer>;

export interface IdempotencyOptions {
  readonly repository: IdempotencyRepository;
  readonly callers: Callers;
  /** The server's: with it and the key, which is not stored, an answer can be read again. */
  readonly secret: string;
}

/** Knows requests with an `Idempotency-Key` while they are answered. */
export interface Idempotency {
  /** Under which id the request makes its effect, however often it is sent; undefined without a key. */
  effectIdOf(request: FastifyRequest): string | undefined;
}

interface Held {
  readonly organizationId: OrganizationId;
  readonly key: IdempotencyKey;
  readonly attempt: number;
  readonly effectId: string;
  readonly seal: Buffer;
}

/**
 * Answers a request that was sent twice under one `Idempotency-Key` but once (draft-ietf-httpapi-idempotency-key-header):
 * with the first answer again, with 409 while that is being made, with 422 when it asks for something else.
 */
export function registerIdempotency(app: FastifyInstance, { repository, callers, secret }: IdempotencyOptions): Idempotency {
  const held = new WeakMap<FastifyRequest, Held>();
  let cleanedAt = Date.now();

  app.addHook("preHandler", (request, reply, done) => {
    const text = keyOf(request);
    if (text === undefined) return done();
    return claim(text, request, reply);
  });

  async function claim(text: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const caller = await callers.of(request);
    if (caller === null) return undefined;
    const { organizationId } = caller;
    const key = { actor: actorOf(caller), key: digest(text) };
    const seal = Buffer.from(hkdfSync("sha256", secret, digest(organizationId, key.actor), `idempotency:${text}`, 32));
    const claimed = await repository.claim(organizationId, key, digest(request.method, request.url, bytesOf(request.body)));
    if (claimed.type === "claimed") {
      held.set(request, { organizationId, key, seal, ...claimed });
      if (Date.now() - cleanedAt < CLEAN_EVERY_MS) return undefined;
      cleanedAt = Date.now();
      repository.deleteExpired(CLEAN_AT_ONCE).catch((error: unknown) => request.log.warn({ err: error }, "expired keys were not deleted"));
      return undefined;
    }
    if (claimed.type === "answered") return replay(reply, opened(claimed.answer, seal));
    if (claimed.type === "other-request")
      throw new SuretyError("idempotency_key_reused", "This Idempotency-Key was sent with another request, less than a day ago.");
    reply.header("retry-after", "1");
    throw new SuretyError("idempotency_key_in_flight", "The first request with this Idempotency-Key has not been answered yet.");
  }

  app.addHook("onSend", (request, reply, payload, done) => {
    const holder = held.get(request);
    if (holder === undefined) return done();
    held.delete(request);
    return settle(holder, request, reply, payload);
  });

  async function settle(holder: Held, request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
    const { status, headerOf } = payload instanceof Response ? partsOf(payload) : partsOfReply(reply);
    const body = await readPayload(payload);
    const isKept = status < 500 && !NOT_KEPT.has(status) && body.byteLength <= MAX_KEPT_BYTES;
    const { organizationId, key, attempt, seal } = holder;
    try {
      if (isKept) await repository.answer(organizationId, key, attempt, sealed(answerOf(status, headerOf, body), seal));
      else await repository.release(organizationId, key, attempt);
    } catch (error) {
      request.log.error({ err: error }, "an answer was not kept for its Idempotency-Key");
    }
    if (payload === null || payload === undefined) return payload;
    return payload instanceof Response ? new Response(body, { status, headers: payload.headers }) : body;
  }

  return { effectIdOf: (request) => held.get(request)?.effectId };
}

/** The key, bare or as the draft writes it, in quotes. */
function keyOf({ method, url, headers }: FastifyRequest): string | undefined {
  const header = headers[HEADER];
  if (header === undefined || method === "GET" || method === "HEAD" || method === "OPTIONS" || !/^\/(?:v1|trpc)\//.test(url))
    return undefined;
  const key = /^(?:"([\x20-\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21-\x7e]{1,255}))$/.exec(String(header));
  if (key === null)
    throw new SuretyError("malformed_request", "The Idempotency-Key is not a text of 1 to 255 visible ASCII characters.", {
      hint: "Send a UUID, a new one for each request that is not a repetition.",
    });
  return key[1] ?? key[2];
}

function actorOf(caller: Caller): string {
  return caller.type === "token" ? `token:${caller.tokenId}` : `user:${caller.userId}`;
}

function digest(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest();
}

function bytesOf(body: unknown): Uint8Array | string {
  return typeof body === "string" || body instanceof Uint8Array ? body : "";
}

type HeaderOf = (name: string) => string | undefined;

/** The adapter of tRPC sends whole responses. */
function partsOf(response: Response): { status: number; headerOf: HeaderOf } {
  return { status: response.status, headerOf: (name) => response.headers.get(name) ?? undefined };
}

function partsOfReply(reply: FastifyReply): { status: number; headerOf: HeaderOf } {
  return { status: reply.statusCode, headerOf: (name) => (reply.hasHeader(name) ? String(reply.getHeader(name)) : undefined) };
}

async function readPayload(payload: unknown): Promise<Buffer<ArrayBuffer>> {
  if (payload === null || payload === undefined) return Buffer.alloc(0);
  if (typeof payload === "string") return Buffer.from(payload);
  if (payload instanceof Uint8Array) return Buffer.from(payload);
  if (payload instanceof Response) return Buffer.from(await payload.arrayBuffer());
  const chunks: Uint8Array[] = [];
  // Invariant: what is left of what Fastify sends are streams of bytes.
  for await (const chunk of payload as AsyncIterable<Uint8Array | string>) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function answerOf(status: number, headerOf: HeaderOf, body: Buffer): KeptAnswer {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = headerOf(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { status, headers: Object.fromEntries(headers), body: body.toString("base64") };
}

function replay(reply: FastifyReply, { status, headers, body }: KeptAnswer): FastifyReply {
  return reply
    .code(status)
    .headers({ ...headers, "cache-control": "no-store", "idempotent-replayed": "true" })
    .send(status === 204 ? undefined : Buffer.from(body, "base64"));
}

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the text. */
function sealed(answer: KeptAnswer, seal: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", seal, nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(answer), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function opened(bytes: Uint8Array, seal: Buffer): KeptAnswer {
  try {
    const decipher = createDecipheriv("aes-256-gcm", seal, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return KeptAnswer.parse(JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8")));
  } catch (cause) {
    throw new SuretyError("idempotency_key_reused", "The first answer under this Idempotency-Key cannot be read any more.", { cause });
  }
}
