import postgres, { type PendingQuery, type Row, type Sql, type TransactionSql } from "postgres";
import { SCOPE_SETTING, type Scope } from "./scope.ts";

type Call = Parameters<Sql["unsafe"]>;

/** Statements with so few parameters have few shapes: keeping them prepared costs little, and pays for the transaction. */
const MOST_PREPARED = 12;

/**
 * The same client, for drizzle, which calls `unsafe` and `begin` and nothing else. All that it sends sees `scope` alone: a
 * statement runs in a transaction of its own, because the setting must not outlive it. A pooler between here and the
 * database may give the next transaction to somebody else.
 */
export function scopedClient(client: Sql, scope: Scope): Sql {
  return new Proxy(client, {
    get(target, name, receiver) {
      if (name === "unsafe") return (...call: Call) => scopedQuery(target, scope, call);
      if (name === "begin") return (work: (tx: TransactionSql) => Promise<unknown>) => begin(target, scope, work);
      return Reflect.get(target, name, receiver);
    },
  });
}

/** The setting travels with the first statement of `work`: it costs no round trip. */
async function begin<Result>(client: Sql, scope: Scope, work: (tx: TransactionSql) => Promise<Result>): Promise<Result> {
  const answer = await client.begin(async (tx) => {
    const set = tx`select set_config(${SCOPE_SETTING}, ${scope}, true)`.execute();
    const [setting, result] = await Promise.allSettled([set, work(tx)]);
    if (setting.status === "rejected") throw setting.reason;
    if (result.status === "rejected") throw result.reason;
    return { result: result.value };
  });
  // Invariant: `begin` would wait for an array of statements; an object comes back as it is.
  return answer.result as Result;
}

function scopedQuery(client: Sql, scope: Scope, [text, parameters = [], options = {}]: Call): PendingQuery<Row[]> {
  const query: PendingQuery<Row[]> = client.unsafe(text, parameters, options);
  const wanted = { values: false };
  const values = query.values.bind(query);
  query.values = () => {
    wanted.values = true;
    return values();
  };
  const prepare = options.prepare === true || parameters.length <= MOST_PREPARED;
  const send = () =>
    begin(client, scope, async (tx) => {
      const sent = tx.unsafe(text, parameters, { ...options, prepare });
      return wanted.values ? sent.values() : sent;
    });
  // What is asked of the pool is never sent: whoever waits for it waits for the transaction instead.
  const then: typeof query.then = (onAnswer, onFailure) =>
    send()
      .catch((error: unknown) => (isOutdated(error) ? send() : Promise.reject(error)))
      // Invariant: the same statement, with the same options, has the same rows.
      .then((rows) => rows as Awaited<typeof query>)
      .then(onAnswer, onFailure);
  query.then = then;
  return query;
}

/** A prepared statement whose tables have got other columns since; the client has forgotten it, and prepares it anew. */
function isOutdated(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === "0A000" && error.routine === "RevalidateCachedQuery";
}
