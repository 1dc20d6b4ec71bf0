import { Socket } from "node:net";

interface Watched {
  read: number;
  written: number;
  /** When something was read last, or sent after that. */
  quietSince: number;
  /** Whether an answer is due: `maybe` when something was read and sent between two looks. */
  owes: "yes" | "maybe" | "no";
  readonly listens: boolean;
}

export interface SilenceGuardOptions {
  /** So long may a database think about one statement. What takes longer is taken for a connection that is dead. */
  readonly limitMs: number;
}

/** In the time after which a connection counts as dead. */
const LOOKS = 60;

/**
 * Ends connections that do not answer. A route that is lost without a word leaves connections open for ever, and whoever
 * waits for their answers waits with them: TCP notices after minutes or hours, and a proxy in between keeps it from ever
 * noticing. Invariants:
 * 1. A connection on which something was sent, and nothing came back for `limitMs`, is destroyed.
 * 2. So are then all others that have been quiet for half as long: they went the same way. An idle one costs nothing.
 * 3. One of which it is not known whether it owes an answer is destroyed alone, unless it listens: that one is quiet for long.
 */
export class SilenceGuard {
  readonly #options: SilenceGuardOptions;
  readonly #watched = new Map<Socket, Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SilenceGuardOptions) {
    this.#options = options;
  }

  /** A socket that is watched until it closes; whoever gets it connects it. `listens`: it may be quiet for as long as it likes. */
  socket({ listens }: { readonly listens: boolean }): Socket {
    const socket = new Socket();
    this.#watched.set(socket, { read: 0, written: 0, quietSince: performance.now(), owes: "no", listens });
    this.#timer ??= setInterval(() => this.#look(), this.#options.limitMs / LOOKS).unref();
    return socket;
  }

  #look(): void {
    const now = performance.now();
    const { limitMs } = this.#options;
    let isDead = false;
    for (const [socket, watched] of this.#watched) {
      if (socket.destroyed) this.#watched.delete(socket);
      else {
        const owes = note(watched, socket, now);
        const isLate = now - watched.quietSince > limitMs;
        if (owes === "yes") isDead ||= isLate;
        else if (owes === "maybe" && isLate && !watched.listens) this.#destroy(socket);
      }
    }
    if (isDead) this.#destroyQuiet(now - limitMs / 2);
    if (this.#watched.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #destroyQuiet(before: number): void {
    for (const [socket, { quietSince }] of this.#watched) {
      if (quietSince <= before) this.#destroy(socket);
    }
  }

  #destroy(socket: Socket): void {
    this.#watched.delete(socket);
    const error = new Error(`The connection has not answered for ${this.#options.limitMs} ms`);
    socket.destroy(Object.assign(error, { code: "CONNECTION_SILENT" }));
  }
}

/** Works by counters, which are true below TLS, too. */
function note(watched: Watched, { bytesRead, bytesWritten }: Socket, now: number): Watched["owes"] {
  const hasRead = bytesRead !== watched.read;
  const hasWritten = bytesWritten !== watched.written;
  if (hasRead) watched.owes = hasWritten ? "maybe" : "no";
  else if (hasWritten && watched.owes !== "yes") watched.owes = "yes";
  else return watched.owes;
  watched.quietSince = now;
  watched.read = bytesRead;
  watched.written = bytesWritten;
  return watched.owes;
}
