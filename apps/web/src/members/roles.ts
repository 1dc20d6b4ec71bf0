import type { Role } from "@surety/model/callers";

/** What each role may do, for people who choose one. */
export const roles: readonly { readonly role: Role; readonly does: string }[] = [
  { role: "viewer", does: "sees everything" },
  { role: "member", does: "also publishes, deploys and accepts changes" },
  { role: "admin", does: "also manages environments, rulesets, tokens and members" },
  { role: "owner", does: "also makes and removes owners" },
];
