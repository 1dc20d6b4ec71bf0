import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";

/** Who looks on at what is asked of the database. Parameters are nobody's business. */
export interface DatabaseWatch {
  /** A statement is about to run; what is returned is called at its end, with the error that it failed by. */
  statement(text: string): (error?: unknown) => void;
  /** The W3C trace context of what runs now. */
  traceparent?(): string | undefined;
}

/** What has a connection, or waits for one. */
interface Underway {
  count: number;
}

/** The same client, for drizzle, which calls `unsafe` and `begin` and nothing else; `watch` hears of both. */
export function watchedClient(client: Sql, watch: DatabaseWatch, underway: Underway): Sql {
  return new Proxy(client, {
    get(target, name, receiver) {
      if (name === "unsafe") return (...call: Parameters<Sql["unsafe"]>) => watchedQuery(target.unsafe(...call), call[0], watch, underway);
      if (name === "begin") return (work: (tx: TransactionSql) => Promise<unknown>) => begin(target, work, watch, underway);
      return Reflect.get(target, name, receiver);
    },
  });
}

async function begin(
  client: Sql,
  work: (tx: TransactionSql) => Promise<unknown>,
  watch: DatabaseWatch,
  underway: Underway,
): Promise<unknown> {
  underway.count += 1;
  try {
    return await client.begin((tx) => work(watchedTransaction(tx, watch)));
  } finally {
    underway.count -= 1;
  }
}

/** Its statements share one connection, which is counted with the transaction. */
function watchedTransaction(tx: TransactionSql, watch: DatabaseWatch): TransactionSql {
  return new Proxy(tx, {
    get(target, name, receiver) {
      if (name === "unsafe") return (...call: Parameters<Sql["unsafe"]>) => watchedQuery(target.unsafe(...call), call[0], watch);
      if (name === "savepoint")
        return (inner: (tx: TransactionSql) => Promise<unknown>) => target.savepoint((nested) => inner(watchedTransaction(nested, watch)));
      return Reflect.get(target, name, receiver);
    },
  });
}

/** A query begins when somebody waits for it: that is when the time begins, too. */
function watchedQuery(query: PendingQuery<Row[]>, text: string, watch: DatabaseWatch, underway?: Underway): PendingQuery<Row[]> {
  const wait = query.then.bind(query);
  const watchedThen: typeof query.then = (onAnswer, onFailure) => {
    const ended = watch.statement(text);
    if (underway !== undefined) underway.count += 1;
    const end = (error?: unknown): void => {
      if (underway !== undefined) underway.count -= 1;
      ended(error);
    };
    const answered = wait(
      (rows) => {
        end();
        return rows;
      },
      (error: unknown) => {
        end(error);
        throw error;
      },
    );
    return answered.then(onAnswer, onFailure);
  };
  query.then = watchedThen;
  return query;
}
