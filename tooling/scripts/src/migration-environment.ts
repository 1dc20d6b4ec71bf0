import type { Database } from "./database.ts";

/** The migration alone is the owner of the schema. */
export function migrationEnvironment(
  env: NodeJS.ProcessEnv,
  { url, applicationUrl }: Pick<Database, "url" | "applicationUrl">,
): NodeJS.ProcessEnv {
  const { SURETY_APPLICATION_URL: _, ...others } = env;
  return { ...others, DATABASE_URL: url, ...(applicationUrl === url ? {} : { SURETY_APPLICATION_URL: applicationUrl }) };
}
