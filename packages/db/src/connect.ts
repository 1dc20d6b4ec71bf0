import type { Socket } from "node:net";
import postgres from "postgres";
import { SilenceGuard } from "./silence-guard.ts";

export interface ConnectOptions {
  readonly max: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string | undefined;
  /** So long may a statement take; a connection that is quiet for longer is taken for dead. */
  readonly silentMs: number;
}

/** A pool whose connections end when they are dead. The database, too, gives up what it does for a client that is gone: it keeps no locks for it. */
export function connect(url: string, { max, applicationName, silentMs }: ConnectOptions): postgres.Sql {
  const guard = new SilenceGuard({ limitMs: silentMs });
  const options = {
    max,
    connect_timeout: 5,
    onnotice: () => {},
    connection: {
      statement_timeout: silentMs,
      idle_in_transaction_session_timeout: silentMs,
      ...(applicationName === undefined ? {} : { application_name: applicationName }),
    },
    socket: (to: SocketTarget) => connectSocket(guard.socket({ listens: !to.fetch_types }), to),
  };
  return postgres(url, options);
}

/** What postgres.js knows of where to connect; its types leave the option out. */
interface SocketTarget {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path: string | false | undefined;
  /** False for the connection that listens. */
  readonly fetch_types: boolean;
}

/** Not waited for: what is written meanwhile is sent when it is connected, and a failure is told like any later one. */
function connectSocket(socket: Socket, { host: [host = "localhost"], port: [port = 5432], path }: SocketTarget): Socket {
  if (typeof path === "string") return socket.connect(path);
  // For the name that TLS asks for.
  return Object.assign(socket.connect(port, host), { host, port });
}
