import { createHmac } from "node:crypto";

/** The headers of Standard Webhooks 1.0.0: one signature for each secret that is valid, the current one first. */
export function signWebhook(secrets: readonly string[], message: { id: string; at: Date; payload: string }): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${message.id}.${timestamp}.${message.payload}`).digest("base64")}`;
  });
  return { "webhook-id": message.id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
