import { setOrganizationOfTab } from "../client/organization.ts";
import { queryClient } from "../client/trpc.ts";
import { toast } from "../ui/toasts.tsx";

/** Ends the session and forgets everything that was shown. */
export async function signOut(): Promise<void> {
  const { authClient } = await import("../session/auth-client.ts");
  const { error } = await authClient.signOut();
  if (error) return toast({ tone: "no", text: error.message ?? "Signing out failed: the server does not answer. Try again." });
  setOrganizationOfTab(null);
  queryClient.clear();
  location.assign("/sign-in");
}
