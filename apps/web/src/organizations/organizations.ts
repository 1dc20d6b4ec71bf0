import { Problem } from "@surety/model/errors";
import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { setOrganizationOfTab } from "../client/organization.ts";

const Organization = z.object({ id: z.string(), name: z.string() });
export type Organization = z.infer<typeof Organization>;

/** The organizations that the signed-in person belongs to. */
export const organizationsQuery = queryOptions({
  queryKey: ["organizations"],
  queryFn: async () => z.array(Organization).parse(await call("GET", "list")),
});

/** Shows another organization in this tab, from its start or at the same address; tabs that are opened from now on start there. */
export async function switchOrganization(organizationId: string, to: "start" | "here" = "start"): Promise<void> {
  await call("POST", "set-active", { organizationId });
  show(organizationId, to);
}

/** Makes an organization that the signed-in person owns, and shows it. */
export async function createOrganization(name: string): Promise<void> {
  const slug = `${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)}-${Math.random().toString(36).slice(2, 10)}`;
  show(Organization.parse(await call("POST", "create", { name, slug })).id, "start");
}

/** By loading anew: nothing that was read of the other one stays. */
function show(organization: string, to: "start" | "here"): void {
  setOrganizationOfTab(organization);
  if (to === "start") location.assign("/");
  else location.reload();
}

async function call(method: "GET" | "POST", path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`/api/auth/organization/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (answer === undefined) throw new Error("The server does not answer. Check that it is running, then try again.");
  const parsed: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return parsed;
  const problem = Problem.partial().safeParse(parsed);
  throw new Error(problem.data?.detail ?? "The organization could not be shown.");
}
