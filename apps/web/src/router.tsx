import type { Level } from "@surety/model/changes";
import type { Severity } from "@surety/model/findings";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { queryClient, trpc } from "./client/trpc.ts";
import { sessionQuery, signInSearch } from "./session/session-query.ts";
import { ServicesPage } from "./services/services-page.tsx";
import { Crash } from "./shell/crash.tsx";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";

type Search = Record<string, unknown>;

/** A search parameter as text. */
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
/** One of a few words, or nothing. */
const oneOf =
  <Word extends string>(...words: readonly Word[]) =>
  (value: unknown): Word | undefined =>
    words.find((word) => word === value);

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (
    search: Search,
  ): {
    redirect?: string | undefined;
    token?: string | undefined;
    error?: string | undefined;
    reason?: "expired" | "new-password" | undefined;
  } => ({
    redirect: text(search.redirect),
    token: text(search.token),
    error: text(search.error),
    reason: oneOf("expired", "new-password")(search.reason),
  }),
  component: lazyRouteComponent(() => import("./session/sign-in-page.tsx"), "SignInPage"),
});

const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell, notFoundComponent: NotFound });

const member = createRoute({
  getParentRoute: () => shell,
  id: "member",
  beforeLoad: async ({ location }) => {
    // A server that does not answer is told by the page's own queries, with a way to try again.
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => undefined);
    if (session === null) throw redirect({ to: "/sign-in", search: signInSearch(location.href) });
  },
});

const services = createRoute({
  getParentRoute: () => member,
  path: "/",
  validateSearch: (search: Search): { q?: string | undefined } => ({ q: text(search.q) }),
  component: ServicesPage,
});

const service = createRoute({
  getParentRoute: () => member,
  path: "/services/$service",
  validateSearch: (search: Search): { branch?: string | undefined } => ({ branch: text(search.branch) }),
  loader: ({ params }) => void queryClient.prefetchQuery(trpc.services.get.queryOptions(params)),
  component: lazyRouteComponent(() => import("./services/service-page.tsx"), "ServicePage"),
});

const version = createRoute({
  getParentRoute: () => member,
  path: "/services/$service/versions/$version",
  loader: ({ params }) => void queryClient.prefetchQuery(trpc.versions.get.queryOptions(params)),
  component: lazyRouteComponent(() => import("./versions/version-page.tsx"), "VersionPage"),
});

const overview = createRoute({
  getParentRoute: () => version,
  path: "/",
  component: lazyRouteComponent(() => import("./versions/overview-tab.tsx"), "OverviewTab"),
});

const contract = createRoute({
  getParentRoute: () => version,
  path: "/contract",
  validateSearch: (search: Search): { operation?: string | undefined; q?: string | undefined } => ({
    operation: text(search.operation),
    q: text(search.q),
  }),
  component: lazyRouteComponent(() => import("./versions/contract-tab.tsx"), "ContractTab"),
});

const source = createRoute({
  getParentRoute: () => version,
  path: "/source",
  validateSearch: (search: Search): { line?: number | undefined; column?: number | undefined } => ({
    line: positive(search.line),
    column: positive(search.column),
  }),
  component: lazyRouteComponent(() => import("./versions/source-tab.tsx"), "SourceTab"),
});

interface FindingsSearch {
  readonly severity?: Severity | undefined;
  readonly rule?: string | undefined;
  readonly show?: "new" | undefined;
  readonly ignored?: "shown" | undefined;
}

const findings = createRoute({
  getParentRoute: () => version,
  path: "/findings",
  validateSearch: (search: Search): FindingsSearch => ({
    severity: oneOf("error", "warning", "info", "hint")(search.severity),
    rule: text(search.rule),
    show: oneOf("new")(search.show),
    ignored: oneOf("shown")(search.ignored),
  }),
  component: lazyRouteComponent(() => import("./versions/findings-tab.tsx"), "FindingsTab"),
});

interface ChangesSearch {
  readonly base?: string | undefined;
  readonly level?: Level | undefined;
  readonly kind?: string | undefined;
  readonly operation?: string | undefined;
  readonly group?: "operation" | undefined;
}

const changes = createRoute({
  getParentRoute: () => version,
  path: "/changes",
  validateSearch: (search: Search): ChangesSearch => ({
    base: text(search.base),
    level: oneOf("breaking", "risky", "safe")(search.level),
    kind: text(search.kind),
    operation: text(search.operation),
    group: oneOf("operation")(search.group),
  }),
  component: lazyRouteComponent(() => import("./versions/changes-tab.tsx"), "ChangesTab"),
});

const verdict = createRoute({
  getParentRoute: () => member,
  path: "/services/$service/versions/$version/verdicts/$environment",
  loader: ({ params }) => void queryClient.prefetchQuery(trpc.verdicts.get.queryOptions(params)),
  component: lazyRouteComponent(() => import("./verdicts/verdict-page.tsx"), "VerdictPage"),
});

const environments = createRoute({
  getParentRoute: () => member,
  path: "/environments",
  component: lazyRouteComponent(() => import("./environments/environments-page.tsx"), "EnvironmentsPage"),
});

const exceptions = createRoute({
  getParentRoute: () => member,
  path: "/exceptions",
  component: lazyRouteComponent(() => import("./exceptions/exceptions-page.tsx"), "ExceptionsPage"),
});

const rulesets = createRoute({
  getParentRoute: () => member,
  path: "/rulesets",
  component: lazyRouteComponent(() => import("./rulesets/rulesets-page.tsx"), "RulesetsPage"),
});

const ruleset = createRoute({
  getParentRoute: () => member,
  path: "/rulesets/$ruleset",
  component: lazyRouteComponent(() => import("./rulesets/ruleset-page.tsx"), "RulesetPage"),
});

const settings = createRoute({
  getParentRoute: () => member,
  path: "/settings",
  beforeLoad: () => {
    throw redirect({ to: "/settings/tokens" });
  },
});

const tokens = createRoute({
  getParentRoute: () => member,
  path: "/settings/tokens",
  component: lazyRouteComponent(() => import("./tokens/tokens-page.tsx"), "TokensPage"),
});

const members = createRoute({
  getParentRoute: () => member,
  path: "/settings/members",
  component: lazyRouteComponent(() => import("./members/members-page.tsx"), "MembersPage"),
});

const trustedPublishers = createRoute({
  getParentRoute: () => member,
  path: "/settings/trusted-publishers",
  component: lazyRouteComponent(() => import("./trusted-publishers/trusted-publishers-page.tsx"), "TrustedPublishersPage"),
});

const quotas = createRoute({
  getParentRoute: () => member,
  path: "/settings/usage",
  component: lazyRouteComponent(() => import("./quotas/quotas-page.tsx"), "QuotasPage"),
});

const operations = createRoute({
  getParentRoute: () => member,
  path: "/settings/operations",
  component: lazyRouteComponent(() => import("./operations/operations-page.tsx"), "OperationsPage"),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("./session/forgot-password-page.tsx"), "ForgotPasswordPage"),
});

const newPassword = createRoute({
  getParentRoute: () => root,
  path: "/new-password",
  component: lazyRouteComponent(() => import("./session/new-password-page.tsx"), "NewPasswordPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations",
  component: lazyRouteComponent(() => import("./invitations/accept-page.tsx"), "AcceptInvitationPage"),
});

const webhooks = createRoute({
  getParentRoute: () => member,
  path: "/settings/webhooks",
  component: lazyRouteComponent(() => import("./webhooks/webhooks-page.tsx"), "WebhooksPage"),
});

const webhook = createRoute({
  getParentRoute: () => member,
  path: "/settings/webhooks/$webhook",
  component: lazyRouteComponent(() => import("./webhooks/webhook-page.tsx"), "WebhookPage"),
});

interface AuditSearch {
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly resource?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

const audit = createRoute({
  getParentRoute: () => member,
  path: "/settings/audit",
  validateSearch: (search: Search): AuditSearch => ({
    action: text(search.action),
    actor: text(search.actor),
    resource: text(search.resource),
    since: text(search.since),
    until: text(search.until),
  }),
  component: lazyRouteComponent(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

const account = createRoute({
  getParentRoute: () => member,
  path: "/settings/account",
  component: lazyRouteComponent(() => import("./session/account-page.tsx"), "AccountPage"),
});

const docs = createRoute({
  getParentRoute: () => shell,
  path: "/docs",
  component: lazyRouteComponent(() => import("./docs/docs-page.tsx"), "DocsPage"),
});

const docsOperation = createRoute({
  getParentRoute: () => shell,
  path: "/docs/operations/$operation",
  component: lazyRouteComponent(() => import("./docs/operation-page.tsx"), "OperationPage"),
});

const docsErrors = createRoute({
  getParentRoute: () => shell,
  path: "/docs/errors",
  component: lazyRouteComponent(() => import("./docs/errors-page.tsx"), "ErrorsPage"),
});

const docsError = createRoute({
  getParentRoute: () => shell,
  path: "/docs/errors/$code",
  component: lazyRouteComponent(() => import("./docs/error-page.tsx"), "ErrorPage"),
});

const docsChanges = createRoute({
  getParentRoute: () => shell,
  path: "/docs/changes",
  component: lazyRouteComponent(() => import("./docs/change-kinds-page.tsx"), "ChangeKindsPage"),
});

const docsChange = createRoute({
  getParentRoute: () => shell,
  path: "/docs/changes/$kind",
  component: lazyRouteComponent(() => import("./docs/change-kind-page.tsx"), "ChangeKindPage"),
});

const unknown = createRoute({ getParentRoute: () => shell, path: "$", component: NotFound });

function positive(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

const routeTree = root.addChildren([
  signIn,
  forgotPassword,
  newPassword,
  invitation,
  shell.addChildren([
    member.addChildren([
      services,
      service,
      version.addChildren([overview, contract, source, findings, changes]),
      verdict,
      environments,
      exceptions,
      rulesets,
      ruleset,
      settings,
      tokens,
      quotas,
      operations,
      trustedPublishers,
      members,
      webhooks,
      webhook,
      audit,
      account,
    ]),
    docs,
    docsOperation,
    docsErrors,
    docsError,
    docsChanges,
    docsChange,
    unknown,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  // Plain text both ways: `?base=1.10` is the name of a version, not a number.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) if (value !== undefined) params.set(name, String(value));
    return params.size === 0 ? "" : `?${params}`;
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
