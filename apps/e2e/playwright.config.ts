import { defineConfig } from "@playwright/test";
import { findBrowser } from "@surety/testkit/browser";

const browser = await findBrowser();
if (browser.skip !== undefined) console.warn(`Browser tests are skipped: ${browser.skip}`);

/** One server, worker and database for all tests; each test has an organization of its own. */
export default defineConfig({
  testDir: "specs",
  // Not one test is left when there is no browser: the reason is above, and the summary of `npm test` names it.
  ...(browser.skip === undefined ? {} : { testIgnore: "**" }),
  outputDir: "node_modules/.cache/test-results",
  fullyParallel: false,
  workers: 1,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    ...(browser.executable === undefined
      ? {}
      : {
          launchOptions: {
            executablePath: browser.executable,
            args: ["--no-sandbox", "--disable-dev-shm-usage"],
            env: { ...definedEnv(), ...browser.environment },
          },
        }),
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
