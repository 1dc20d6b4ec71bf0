import type { SuretyClient } from "@surety/client/create-client";
import { storedReference } from "@surety/model/rulesets";
import { CliError } from "../cli-error.ts";
import { findConfig } from "../config.ts";
import { callServer, openServer } from "../server-call.ts";

/** Rulesets that the organization stores on the server, by their references: `org:base`, `org:base@3`. */
export class OrgRulesets {
  /** Why the server could not be asked; whoever loads rulesets wraps errors, and this is the one to show. */
  failure: CliError | null = null;
  readonly #labels = new Map<string, string>();
  #server: Promise<{ client: SuretyClient; url: string }> | null = null;

  /** `org:base@3`, once `org:base` has been fetched. */
  labelOf(reference: string): string {
    return this.#labels.get(reference) ?? reference;
  }

  /** @throws Error that says what is wrong with the reference. */
  async textOf(reference: string): Promise<string> {
    const stored = storedReference(reference);
    if (stored === null) throw new Error("a ruleset of the server is named as `org:NAME`, or one version of it as `org:NAME@3`");
    try {
      this.#server ??= open();
      const { client, url } = await this.#server;
      const { name: ruleset, version } = stored;
      const found = await callServer(url, client.rulesets.get.query({ ruleset, ...(version === undefined ? {} : { version }) }));
      this.#labels.set(reference, `org:${found.name}@${found.version}`);
      return found.source;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      if (error.code === "ruleset_not_found")
        throw new Error("the server has no such ruleset; `surety rulesets list` lists them", { cause: error });
      this.failure = error;
      throw error;
    }
  }
}

async function open(): Promise<{ client: SuretyClient; url: string }> {
  const { url } = await findConfig(process.cwd());
  const { client, credentials } = await openServer({ option: undefined, config: url });
  return { client, url: credentials.url };
}
