import type { Exception } from "@surety/model/exceptions";
import type { Json } from "@surety/model/json";

/** What those who are told of an exception are told. */
export function aboutException(exception: Exception): Readonly<Record<string, Json>> {
  const { subject, fingerprint, service, environment, reason, author, expires } = exception;
  return { subject, fingerprint, service, environment, reason, author, expires };
}
