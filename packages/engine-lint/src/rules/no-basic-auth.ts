import type { Rule } from "../rule.ts";

const WEAK = new Map([
  ["basic", "sends the password itself with every request"],
  ["digest", "makes the server keep what is as good as the password, and mostly rests on MD5"],
  ["negotiate", "ties the connection, not the request, to a user"],
  ["oauth", "is OAuth 1.0, which has no expiry and needs hand-made signatures"],
]);
const WEAK_FLOWS = new Map([
  ["implicit", "puts the token into a URL, and is withdrawn by OAuth's best practice (RFC 9700)"],
  ["password", "gives the user's password to the client, and is withdrawn by OAuth's best practice (RFC 9700)"],
]);

export const noBasicAuth: Rule = {
  name: "surety-no-basic-auth",
  severity: "warning",
  summary: "Credentials are tokens that expire and can be revoked, not passwords.",
  why: "A password that travels with every request ends up in logs, scripts and shell histories, opens everything, and cannot be taken back from one client alone.",
  bad: `components:
  securitySchemes:
    login: {type: http, scheme: basic}
`,
  good: `components:
  securitySchemes:
    token: {type: http, scheme: bearer}
`,
  fix: "Issue scoped tokens that expire, and take them as Bearer. For browsers and apps: OAuth 2 with the authorization code flow and PKCE.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
  *check(contract) {
    for (const { name, type, scheme, flows, pointer } of contract.api.securitySchemes.values()) {
      const weakness = type === "http" ? WEAK.get(scheme ?? "") : undefined;
      if (weakness !== undefined)
        yield {
          pointer,
          message: `\`${name}\` is HTTP ${scheme ?? ""}, which ${weakness}.`,
          hint: "Take bearer tokens that expire instead.",
        };
      for (const { flow } of flows) {
        const reason = WEAK_FLOWS.get(flow);
        if (reason !== undefined)
          yield {
            pointer,
            subject: flow,
            message: `The ${flow} flow of \`${name}\` ${reason}.`,
            hint: "Use the authorization code flow with PKCE, or client credentials between machines.",
          };
      }
    }
  },
};
