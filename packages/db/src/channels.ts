/** PostgreSQL NOTIFY channels. */
export const OUTBOX_CHANNEL = "surety_outbox";
export const LIVE_CHANNEL = "surety_live";
