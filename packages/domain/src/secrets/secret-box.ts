import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Keeps what has to be read again, such as the secrets of webhooks, so that a copy of the database does not give it away. */
export interface SecretBox {
  /** `context` says where it is kept; it opens nowhere else. */
  seal(context: string, text: string): Uint8Array;
  /** Null when it was sealed with another key or for another place, or has been changed. */
  open(context: string, sealed: Uint8Array): string | null;
  /** Bytes that only this key gives for `purpose`, the same ones each time: what is made twice is made alike. */
  derive(purpose: string, length: number): Uint8Array;
}

const FORM = 1;
const IV = 12;
const TAG = 16;

/** AES-256-GCM with a key of its own from the installation's secret, and the context as authenticated data. */
export function createSecretBox(secret: string): SecretBox {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "surety secret box 1", 32));
  return {
    seal(context, text) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.from([FORM]), iv, cipher.getAuthTag(), sealed]);
    },
    open(context, sealed) {
      if (sealed[0] !== FORM || sealed.length < 1 + IV + TAG) return null;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 1 + IV)).setAAD(Buffer.from(context));
        decipher.setAuthTag(sealed.subarray(1 + IV, 1 + IV + TAG));
        return decipher.update(sealed.subarray(1 + IV + TAG), undefined, "utf8") + decipher.final("utf8");
      } catch {
        return null;
      }
    },
    derive: (purpose, length) => Buffer.from(hkdfSync("sha256", key, "", `derived ${purpose}`, length)),
  };
}
