import type { DestinationStream } from "pino";

const COLORS: Readonly<Record<string, number>> = { fatal: 35, error: 31, warn: 33, info: 32, debug: 36, trace: 90 };

/** Turns pino's JSON lines into lines for people: time, level, service, message, the rest, and an error's stack below. */
export function prettyStream(destination: DestinationStream): DestinationStream {
  return { write: (line) => destination.write(prettyLine(line)) };
}

function prettyLine(line: string): string {
  const entry = parse(line);
  if (entry === null) return line;
  const { time, level, service, pid: _, msg, err, ...rest } = entry;
  const details = Object.entries(rest).map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const error = err !== null && typeof err === "object" && "stack" in err ? `\n  ${String(err.stack).replaceAll("\n", "\n  ")}` : "";
  const label = String(level);
  const clock = String(time).slice(11, 19);
  return `${clock} \u001b[${COLORS[label] ?? 0}m${label.padEnd(5)}\u001b[0m ${String(service)} ${[typeof msg === "string" ? msg : "", ...details].join(" ")}${error}\n`;
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === "object" ? { ...value } : null;
  } catch {
    return null;
  }
}
