import { type DestinationStream, pino } from "pino";

/** A line a request is the dearest thing that a request does when each is a write of its own. */
const BATCH_BYTES = 32 * 1024;
const LONGEST_WAIT_MS = 250;
/** When nobody reads, such as a pipe that is full; further lines are dropped. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;
const WARN = 40;

/**
 * Where log lines go by the batch: at the latest after a quarter of a second, at once from a warning on, and before the
 * process ends, whether by its own will or by an error that nobody caught. Only what kills it at once loses the last lines.
 */
export function bufferedOutput(fileDescriptor: number = process.stdout.fd): DestinationStream {
  const output = pino.destination({
    dest: fileDescriptor,
    sync: false,
    minLength: BATCH_BYTES,
    maxWrite: 2 * BATCH_BYTES,
    maxLength: MOST_WAITING_BYTES,
    periodicFlush: LONGEST_WAIT_MS,
  });
  const stream = {
    // Asks pino to tell the level of each line before it is written.
    [Symbol.for("pino.metadata")]: true,
    lastLevel: 0,
    write(line: string): void {
      output.write(line);
      if (stream.lastLevel >= WARN) output.flush();
    },
    flushSync: () => output.flushSync(),
  };
  return stream;
}
