import type { Operation, Response } from "@surety/engine-spec/api";

/** First digit of a status or a range of statuses; undefined for `default`. */
export function statusClass(status: string): number | undefined {
  const digit = Number(status.charAt(0));
  return digit >= 1 && digit <= 5 ? digit : undefined;
}

/** The responses of success, in document order. */
export function successResponses(operation: Operation): Response[] {
  return operation.responses.filter((response) => statusClass(response.status) === 2);
}

/** Whether the operation has a response for a status: its own, its range, or for errors `default`. */
export function answers(operation: Operation, status: string): boolean {
  const range = `${status.charAt(0)}XX`;
  const isError = (statusClass(status) ?? 0) >= 4;
  return operation.responses.some(
    (response) => response.status === status || response.status === range || (isError && response.status === "default"),
  );
}
