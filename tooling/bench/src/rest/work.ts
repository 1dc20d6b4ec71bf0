import { createHash } from "node:crypto";
import { openDatabase } from "@surety/db/open-database";
import { OrganizationId } from "@surety/model/ids";

/** What the server sends to the database for one route, and what it answers. */
export interface RouteWork {
  readonly name: string;
  readonly statements: readonly { readonly text: string; readonly parameters: readonly unknown[] }[];
  readonly answer: unknown;
}

/** What every peer is given, as JSON. */
export interface Work {
  readonly databaseUrl: string;
  /** SHA-256 of the one token, in hexadecimal digits. */
  readonly tokenHash: string;
  readonly routes: readonly RouteWork[];
}

export const PAGE = 30;

/** The hottest routes, in the order of the table; README.md says why these. */
export const ROUTES = {
  verdict: "/v1/verdicts?service=orders-00&version=1.1.0&environment=production",
  version: "/v1/services/orders-00/versions/1.1.0",
  service: "/v1/services/orders-00",
  services: `/v1/services?limit=${PAGE}`,
  session: "/v1/session",
} as const;
export type RouteName = keyof typeof ROUTES;

/** Sends what the server sends for each route when it has answered it before, by the server's own repositories, and notes it. */
export async function noteWork(databaseUrl: string, token: string, answers: Readonly<Record<RouteName, unknown>>): Promise<Work> {
  const statements: { text: string; parameters: unknown[] }[] = [];
  const database = openDatabase({
    url: databaseUrl,
    maxConnections: 1,
    onQuery: (text, parameters) => void statements.push({ text, parameters }),
  });
  try {
    const organizationId = OrganizationId.parse(Object(answers.session).organization.id);
    const { changes, organizations } = database.storeOf(organizationId).repositories;
    const { moment } = await changes.since(organizationId, null);
    // A question that was answered before: has anything changed since?
    const again = () => changes.since(organizationId, moment);
    const calls: Record<RouteName, () => Promise<unknown>> = {
      verdict: again,
      version: again,
      service: again,
      services: again,
      session: () => organizations.find(organizationId),
    };
    const routes: RouteWork[] = [];
    for (const [name, call] of Object.entries(calls)) {
      statements.length = 0;
      await call();
      routes.push({ name, statements: [...statements], answer: Reflect.get(answers, name) });
    }
    return { databaseUrl, tokenHash: createHash("sha256").update(token).digest("hex"), routes };
  } finally {
    await database.close();
  }
}
