import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Of one rule in one document: how many places it is found at, and a digest of the sorted places. */
export type Expectation = readonly [count: number, digest: string];
/** By document, ruleset and rule. A rule that made Spectral itself stop is null. */
export type Expectations = Record<string, Record<string, Record<string, Expectation | null>>>;

/** Of Spectral and of the rulesets, when they were recorded. */
export const versionsFile = new URL("./corpus-versions.json", import.meta.url);
export const expectationsFile = new URL("./corpus-expectations.json", import.meta.url);
const shared = new URL("../../../../../shared/corpus/", import.meta.url);

/** Public contracts: name and text; none when the folder is not there. */
export function corpusDocuments(): readonly { readonly name: string; readonly read: () => Buffer }[] {
  const folders = [
    "documents/",
    ...["adyen-checkout-v70-v71", "adyen-webhook-v3-v4", "intercom-2.10-2.11", "openai-2024"].map((pair) => `pairs/${pair}/`),
  ];
  return folders.flatMap((folder) => {
    const url = new URL(folder, shared);
    if (!existsSync(url)) return [];
    return readdirSync(url)
      .filter((file) => file.endsWith(".gz") && file !== "stripe.yaml.gz")
      .map((file) => ({ name: `${folder}${file.replace(/\.gz$/, "")}`, read: () => gunzipSync(readFileSync(new URL(file, url))) }));
  });
}

/** Places by rule, as they are compared. */
export function expectationsOf(places: Iterable<{ readonly rule: string; readonly pointer: string }>): Record<string, Expectation> {
  const byRule = new Map<string, Set<string>>();
  for (const { rule, pointer } of places) byRule.set(rule, (byRule.get(rule) ?? new Set()).add(pointer));
  return Object.fromEntries(
    [...byRule]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([rule, pointers]) => [
        rule,
        [
          pointers.size,
          createHash("sha256")
            .update([...pointers].sort().join("\n"))
            .digest("hex")
            .slice(0, 16),
        ],
      ]),
  );
}

const PACKAGES = [
  "@stoplight/spectral-core",
  "@stoplight/spectral-functions",
  "@stoplight/spectral-rulesets",
  "@stoplight/spectral-owasp-ruleset",
  "@stoplight/spectral-documentation",
  "@apisyouwonthate/style-guide",
  "@rhoas/spectral-ruleset",
];

export function installedVersions(): Record<string, string> {
  const { resolve } = createRequire(import.meta.url);
  return Object.fromEntries(
    PACKAGES.map((name) => {
      const entry = resolve(name);
      const manifest = `${entry.slice(0, entry.lastIndexOf(`/node_modules/${name}/`))}/node_modules/${name}/package.json`;
      return [name, String(JSON.parse(readFileSync(manifest, "utf8")).version)];
    }),
  );
}
