import { existsSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { allowedImports } from "./allowed-imports.ts";
import { findCycles } from "./find-cycles.ts";
import { networkUsers, testMembers } from "./network-users.ts";
import { readImports } from "./read-imports.ts";
import { importedMember, type Member, readWorkspace, type SourceFile, workspaceRoot } from "./read-workspace.ts";

const members = readWorkspace();
const folderOf = new Map(members.map((member) => [member.name, member.folder]));

/** Collects what `check` reports of each source file. */
function violations(check: (file: SourceFile, member: Member) => string[]): string[] {
  return members.flatMap((member) => member.files.flatMap((file) => check(file, member).map((problem) => `${file.path}: ${problem}`)));
}

test("the workspace was read", () => {
  expect(members.length).toBeGreaterThan(15);
  expect(violations((file) => file.imports.map(({ specifier }) => specifier)).length).toBeGreaterThan(100);
});

test("each package imports only what the table allows", () => {
  const found = violations((file, member) => {
    const allowed = allowedImports[member.name];
    if (allowed === undefined) return [`${member.name} is missing in the import table`];
    return file.imports.flatMap(({ specifier, typeOnly }) => {
      const target = importedMember(specifier);
      if (target === undefined || target === member.name || target === "tsconfig") return [];
      if (!folderOf.has(target)) return [`@surety/${target} does not exist`];
      const isApp = folderOf.get(target)?.startsWith("apps/") ?? false;
      if (file.isTest || allowed === "anything but apps") return isApp ? [`imports the app ${target}`] : [];
      if (allowed.includes(target) || (typeOnly && allowed.includes(`types:${target}`))) return [];
      return [`${member.name} must not import ${target}${allowed.includes(`types:${target}`) ? " except its types (import type)" : ""}`];
    });
  });
  expect(found).toEqual([]);
});

test("every import is declared in the package.json of its package", () => {
  const found = violations((file, member) =>
    file.imports.flatMap(({ specifier }) => {
      if (/^[./#]|^(virtual|data|file):/.test(specifier) || isBuiltin(specifier)) return [];
      const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
      const own = name === `@surety/${member.name}`;
      return own || member.declared.has(name) || member.declared.has(`@types/${name}`) ? [] : [`imports ${name}, which is not declared`];
    }),
  );
  expect(found).toEqual([]);
});

test("the engines are pure: no Node modules outside their tests", () => {
  const pure = (member: Member) => member.name.startsWith("engine-") || member.name === "model";
  const found = violations((file, member) =>
    pure(member) && !file.isTest && file.place.startsWith("src/")
      ? file.imports.filter(({ specifier }) => isBuiltin(specifier)).map(({ specifier }) => `imports ${specifier}`)
      : [],
  );
  expect(found).toEqual([]);
});

/** Opens connections: a module of the network, or the global `fetch` and its like. */
function networkUses(file: SourceFile): string[] {
  const modules = file.imports
    .filter(
      ({ specifier, typeOnly }) =>
        !typeOnly &&
        /^(?:node:)?(?:https?|http2|net|tls|dgram|dns(?:\/promises)?)$|^(?:undici|nodemailer|@opentelemetry\/exporter-[\w-]+)(?:\/|$)/.test(
          specifier,
        ),
    )
    .map(({ specifier }) => `imports ${specifier}`);
  const code = file.text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  const globals = code.match(/(?<![.\w$])(?:fetch\(|new (?:WebSocket|EventSource|XMLHttpRequest)\b)|\bglobalThis\.fetch\b/g) ?? [];
  return [...modules, ...globals.map((call) => `calls ${call.replace(/\($/, "")}`)];
}

test("only packages/egress opens connections, but for those who are listed with their reason", () => {
  const found = violations((file, member) =>
    member.name === "egress" || testMembers.has(member.name) || file.isTest || file.path in networkUsers ? [] : networkUses(file),
  );
  expect(found, "addresses that users give are reached by packages/egress alone").toEqual([]);
  const needless = Object.keys(networkUsers).filter(
    (path) => !members.some(({ files }) => files.some((file) => file.path === path && networkUses(file).length > 0)),
  );
  expect(needless, "listed, and opens no connections").toEqual([]);
});

test("the search for connections finds imports and calls, and no methods or types", () => {
  const uses = (text: string): string[] =>
    networkUses({ path: "a.ts", place: "src/a.ts", text, imports: readImports(text), isTest: false });
  for (const text of [
    'import { request } from "node:http";',
    'import https from "https";',
    'import { Agent } from "' + 'undici";',
    'import { createTransport } from "' + 'nodemailer";',
    'const { connect } = await import("node:net");',
    'import { lookup } from "node:dns/promises";',
    "await fetch(url);",
    "const ask = globalThis.fetch;",
    "new WebSocket(url);",
  ])
    expect(uses(text), text).toHaveLength(1);
  for (const text of [
    'import type { AddressInfo } from "node:net";',
    "context.request.fetch(path);",
    "const refetch = () => prefetch(url);",
    "// fetch(url)",
    'import { x } from "./http.ts";',
  ])
    expect(uses(text), text).toEqual([]);
});

test("packages form no cycle", () => {
  expect(findCycles(new Map(members.map((member) => [member.name, member.workspaceDependencies])))).toEqual([]);
});

test("files form no cycle at run time", () => {
  const edges = new Map<string, string[]>();
  for (const member of members) {
    for (const file of member.files) {
      const relative = file.imports.filter(({ specifier, typeOnly }) => !typeOnly && specifier.startsWith("."));
      edges.set(
        file.path,
        relative.map(({ specifier }) => normalize(join(dirname(file.path), specifier))),
      );
    }
  }
  expect(findCycles(edges)).toEqual([]);
});

test("relative imports carry their extension, exist, and stay in their package", () => {
  const found = violations((file, member) =>
    file.imports.flatMap(({ specifier }) => {
      if (!specifier.startsWith(".") || specifier.includes("?")) return [];
      const target = normalize(join(dirname(file.path), specifier));
      if (!target.startsWith(`${member.folder}/`)) return [`${specifier} leaves the package`];
      if (!/\.(tsx?|mts|mjs|json|css|svg)$/.test(specifier) && !target.includes("/dist/")) return [`${specifier} lacks its extension`];
      return existsSync(join(workspaceRoot, target)) || target.includes("/dist/") ? [] : [`${specifier} does not exist`];
    }),
  );
  expect(found).toEqual([]);
});

test("no barrels: nothing is exported by star, and no file only passes on what others export", () => {
  const found = violations((file) => {
    if (/^export \*/m.test(file.text)) return ["export *"];
    if (/^index\.[cm]?tsx?$/.test(basename(file.path))) return ["an index file"];
    const code = file.text
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .replace(/^\s*\/\/.*$/gm, "")
      .trim();
    const rest = code.replace(/^(export|import)\s[^"';]*\bfrom\s*"[^"]+";?$/gm, "").trim();
    return code !== "" && rest === "" && /^export/m.test(code) ? ["a file of re-exports"] : [];
  });
  expect(found).toEqual([]);
});

test("no default exports outside configuration and the files that it names", () => {
  const isConfiguration = (path: string) => /\.config\.[cm]?[jt]s$/.test(path);
  const found = violations((file, member) => {
    if (!/^export default\b/m.test(file.text) || isConfiguration(file.path)) return [];
    const isNamed = member.files.some((other) => isConfiguration(other.path) && other.text.includes(file.place));
    return isNamed ? [] : ["export default"];
  });
  expect(found).toEqual([]);
});

test("files are named in kebab-case, after what they hold", () => {
  const found = violations((file) => {
    const name = basename(file.path).replace(/(\.(test|spec|config|test-d))?\.[cm]?[jt]sx?$/, "");
    if (/^(utils?|helpers?|common|types?|misc|shared|lib)$/.test(name)) return ["a name that says nothing"];
    return /^_?[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : ["not kebab-case"];
  });
  expect(found).toEqual([]);
});

test("tsconfig references name every workspace package that is imported", () => {
  const found = members.flatMap((member) => {
    const imported = new Set(
      member.files
        .filter((file) => /\.[cm]?tsx?$/.test(file.path))
        .flatMap((file) => file.imports.map(({ specifier }) => importedMember(specifier)))
        .filter((name) => name !== undefined && name !== member.name),
    );
    const missing = [...imported].filter((name) => name !== undefined && !member.references.has(folderOf.get(name) ?? ""));
    return missing.map((name) => `${member.folder}/tsconfig.json lacks a reference to ${folderOf.get(name ?? "")}`);
  });
  expect(found).toEqual([]);
});

test("the reader of imports sees statements, re-exports and dynamic imports, and no prose", () => {
  const text = [
    'import type { A } from "./a.ts";',
    "import {",
    "  b,",
    '} from "b";',
    'import "./effect.ts";',
    'export { c } from "./c.ts";',
    'const d = await import("node:fs");',
    '// import { e } from "e"',
    ' * export { f } from "f"',
  ].join("\n");
  expect(readImports(text)).toEqual([
    { specifier: "./a.ts", typeOnly: true },
    { specifier: "b", typeOnly: false },
    { specifier: "./effect.ts", typeOnly: false },
    { specifier: "./c.ts", typeOnly: false },
    { specifier: "node:fs", typeOnly: false },
  ]);
});

test("the search for cycles finds one, and none in a diamond", () => {
  expect(
    findCycles(
      new Map([
        ["a", ["b"]],
        ["b", ["c"]],
        ["c", ["a"]],
      ]),
    ),
  ).toEqual([["a", "b", "c", "a"]]);
  expect(
    findCycles(
      new Map([
        ["a", ["b", "c"]],
        ["b", ["d"]],
        ["c", ["d"]],
        ["d", []],
      ]),
    ),
  ).toEqual([]);
});
