import { openDatabase } from "@surety/db/open-database";
import pino from "pino";
import { createAuth } from "./auth/create-auth.ts";
import { issuePasswordLink } from "./auth/issue-password-link.ts";
import { parseEnv } from "./env.ts";

/*
 * For whoever runs the server: prints a link with which the person of an e-mail address chooses a new password, once, within
 * an hour. It needs the environment of the server, and no running one.
 */
const [email] = process.argv.slice(2);
try {
  if (email === undefined) throw new Error("Say whose: reset-password ada@example.com");
  const config = parseEnv(process.env);
  const database = openDatabase({ url: config.databaseUrl, maxConnections: 1, applicationName: "surety-reset-password" });
  const unused = async () => {
    throw new Error("nobody signs in or up here");
  };
  const auth = createAuth({
    ...config,
    database: database.drizzle,
    invitations: { offer: unused, ofSignUp: unused, accept: unused },
    throttle: { take: unused, forget: unused, deviceFor: () => "" },
    audit: { record: unused, refused: () => {}, close: unused },
    setUpOrganization: unused,
    onSignInLink: () => {},
    plugins: [],
    log: pino({ level: "silent" }),
  });
  const link = await issuePasswordLink(auth, email);
  await database.close();
  if (link === null) throw new Error(`Nobody has an account with the address ${email}.`);
  process.stdout.write(`Pass this link on to ${link.email}. It works once, until ${link.expiresAt}:\n  ${config.url}${link.path}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
