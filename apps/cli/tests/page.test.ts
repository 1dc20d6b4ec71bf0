import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

it("docs/command-line.md names every command and every option", async () => {
  const page = readFileSync(new URL("../../../docs/command-line.md", import.meta.url), "utf8");
  const help = await runCli(["help"]);
  const commands = [...help.stdout.matchAll(/^ {2}([a-z][a-z-]+) {2,}\S/gm)].flatMap(([, name]) =>
    name === undefined || name === "help" ? [] : [name],
  );
  expect(commands).toContain("record-deployment");
  for (const command of commands) {
    const row = page.split("\n").find((line) => line.startsWith(`| \`surety ${command} `));
    expect(row, `a row for ${command}`).toBeDefined();
    const { stdout } = await runCli(["help", command]);
    const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].flatMap(([, name]) =>
      name === "--help" || name === "--format" || name === undefined ? [] : [name],
    );
    expect(
      options.filter((option) => row?.includes(option) === false),
      `options of ${command}`,
    ).toEqual([]);
  }
});
