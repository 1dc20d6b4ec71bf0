/**
 * Every address of the server that is no procedure, and why it needs no scope. A test compares it with what the server
 * really serves: an address that is in neither list fails the build.
 */
export const OPEN_ADDRESSES: Readonly<Record<string, string>> = {
  "GET /livez": "Tells that the process runs, and nothing else.",
  "GET /readyz": "Tells whether the server takes requests, and nothing else.",
  "GET /openapi.json": "The contract of the API, the same for everybody.",
  "GET /api/auth/*": "Sign-in and the account of whoever is signed in: each answers for its own session alone.",
  "POST /api/auth/*": "Sign-in and the account of whoever is signed in: each acts for its own session alone.",
  "POST /api/auth/change-email": "Changes the account of its own session, within a day of signing in.",
  "POST /api/account/password": "Sets a first password for the account of its own session.",
  "POST /api/account/password-reset": "Has a link mailed to the address of an account, and answers the same when there is none.",
  "GET /api/account/sign-in-ways": "Tells whether an OpenID Connect provider is configured, and nothing else.",
  "POST /api/account/invitation": "Shows an invitation to whoever holds the secret of its link.",
  "POST /api/account/invitation/acceptance": "Accepts an invitation for the account of its own session.",
  "GET /": "The dashboard: files that hold no data.",
  "GET /*": "The dashboard: files that hold no data.",
  "GET /assets/*": "The dashboard: files that hold no data.",
};
