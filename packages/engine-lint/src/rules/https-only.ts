import type { Rule } from "../rule.ts";

const LOCAL =
  /^\w+:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal|[a-z0-9-]+|[^/]*\.(?:local|localhost|internal|test|example|invalid))(?::\d+|:\{[^}]*\})?(?:\/|$)/i;

export const httpsOnly: Rule = {
  name: "surety-https-only",
  severity: "error",
  summary: "Servers and token endpoints are reached by https only.",
  why: "Over http everyone on the way reads the tokens and changes the answers. A redirect to https comes too late: the credential was sent with the first request.",
  bad: `servers: [{url: http://api.example.com/v1}]
`,
  good: `servers: [{url: https://api.example.com/v1}, {url: http://localhost:8080/v1, description: on your machine}]
`,
  fix: "Write https, and close the plain port: do not redirect API calls. Swagger 2.0: `schemes: [https]`. Behind a proxy, tell the framework (`--proxy-headers`, `SECURE_PROXY_SSL_HEADER`) so that it exports the right address.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/",
  *check(contract) {
    const { servers, operations, securitySchemes } = contract.api;
    for (const { url, pointer } of [...servers, ...operations.flatMap((operation) => operation.servers)]) {
      if (!/^(?:http|ws):\/\//i.test(url) || LOCAL.test(url.slice(0, 2000))) continue;
      yield {
        pointer,
        subject: url,
        message: `\`${url.slice(0, 200)}\` is not encrypted.`,
        hint: `Write \`${url.slice(0, 200).replace(/^(http|ws)/i, "$1s")}\`.`,
      };
    }
    for (const { name, pointer, flows, openIdConnectUrl } of securitySchemes.values()) {
      const urls = [openIdConnectUrl, ...flows.flatMap(({ authorizationUrl, tokenUrl }) => [authorizationUrl, tokenUrl])];
      for (const url of urls) {
        if (url === undefined || !/^http:\/\//i.test(url) || LOCAL.test(url.slice(0, 2000))) continue;
        yield {
          pointer,
          subject: url,
          message: `\`${name}\` sends credentials to \`${url.slice(0, 200)}\`, unencrypted.`,
          hint: "Use https.",
        };
      }
    }
  },
};
