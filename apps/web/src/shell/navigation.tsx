import type { Identity } from "@surety/model/callers";
import { Link, useLocation } from "@tanstack/react-router";
import {
  Activity,
  BookOpen,
  CircleUser,
  Gauge,
  Handshake,
  KeyRound,
  Keyboard,
  Layers,
  LogIn,
  LogOut,
  Monitor,
  Moon,
  Ruler,
  ScrollText,
  Server,
  Sun,
  Users,
  Workflow,
  Webhook,
} from "lucide-react";
import { OrganizationSwitcher } from "../organizations/organization-switcher.tsx";
import { IconButton } from "../ui/button.tsx";
import { Seal } from "../ui/seal.tsx";
import { signOut } from "./sign-out.ts";
import { type ThemeChoice, useThemeChoice } from "./theme.ts";

interface NavigationProps {
  session: Identity | null;
  showHelp: () => void;
  /** Called when a link is followed: closes the drawer on a phone. */
  onFollow?: () => void;
}

const itemClass =
  "flex min-h-10 items-center gap-3 md:min-h-9 rounded-md px-3 text-muted transition-colors hover:bg-sunken hover:text-ink data-current:bg-accent-soft data-current:font-medium data-current:text-accent-strong aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong [&>svg]:size-[1.125rem] [&>svg]:stroke-[1.75]";

export function Brand({ session }: { session: Identity | null }) {
  return (
    <div className="flex min-w-0 items-center gap-2.5">
      <Link to="/" aria-hidden tabIndex={-1} className="grid size-8 shrink-0 place-items-center rounded-lg bg-accent text-on-accent">
        <Seal answer="yes" className="size-5" />
      </Link>
      <div className="min-w-0 leading-tight">
        <Link to="/" className="block w-fit rounded font-semibold tracking-tight">
          Surety
        </Link>
        {session?.type === "member" && <OrganizationSwitcher current={session.organization} />}
      </div>
    </div>
  );
}

/** The main navigation: a column on a laptop, inside a drawer on a phone. */
export function Navigation({ session, showHelp, onFollow = () => {} }: NavigationProps) {
  const inServices = useLocation({ select: ({ pathname }) => pathname.startsWith("/services/") });
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto">
      <nav aria-label="Main" className="space-y-1 md:space-y-0.5">
        <Link to="/" activeOptions={{ exact: true }} data-current={inServices || undefined} className={itemClass} onClick={onFollow}>
          <Layers aria-hidden /> Services
        </Link>
        <Link to="/environments" className={itemClass} onClick={onFollow}>
          <Server aria-hidden /> Environments
        </Link>
        <Link to="/exceptions" className={itemClass} onClick={onFollow}>
          <Handshake aria-hidden /> Exceptions
        </Link>
        <Link to="/rulesets" className={itemClass} onClick={onFollow}>
          <Ruler aria-hidden /> Rulesets
        </Link>
        <Link to="/docs" className={itemClass} onClick={onFollow}>
          <BookOpen aria-hidden /> API docs
        </Link>
      </nav>
      {session && (
        <nav aria-label="Settings" className="space-y-1 md:space-y-0.5">
          <p className="px-3 pb-1 text-xs font-medium text-muted">Settings</p>
          <Link to="/settings/tokens" className={itemClass} onClick={onFollow}>
            <KeyRound aria-hidden /> Tokens
          </Link>
          <Link to="/settings/trusted-publishers" className={itemClass} onClick={onFollow}>
            <Workflow aria-hidden /> Trusted publishers
          </Link>
          <Link to="/settings/members" className={itemClass} onClick={onFollow}>
            <Users aria-hidden /> Members
          </Link>
          <Link to="/settings/webhooks" className={itemClass} onClick={onFollow}>
            <Webhook aria-hidden /> Webhooks
          </Link>
          <Link to="/settings/usage" className={itemClass} onClick={onFollow}>
            <Gauge aria-hidden /> Usage
          </Link>
          {session.scopes.includes("admin") && (
            <Link to="/settings/operations" className={itemClass} onClick={onFollow}>
              <Activity aria-hidden /> Operations
            </Link>
          )}
          <Link to="/settings/audit" className={itemClass} onClick={onFollow}>
            <ScrollText aria-hidden /> Audit log
          </Link>
          <Link to="/settings/account" className={itemClass} onClick={onFollow}>
            <CircleUser aria-hidden /> Account
          </Link>
        </nav>
      )}
      <div className="mt-auto space-y-3 pt-4">
        <div className="flex items-center justify-between">
          <ThemeSwitch />
          <IconButton label="Keyboard shortcuts" onClick={showHelp} className="max-md:hidden">
            <Keyboard aria-hidden className="size-[1.125rem]" />
          </IconButton>
        </div>
        {session ? (
          <div className="flex items-center gap-1 border-t border-line pt-3">
            <p className="min-w-0 flex-1 px-1 text-sm leading-tight">
              <span className="block truncate font-medium" title={session.name}>
                {session.name}
              </span>
              {session.email && (
                <span className="block truncate text-xs text-muted" title={session.email}>
                  {session.email}
                </span>
              )}
            </p>
            <IconButton label="Sign out" onClick={() => void signOut()}>
              <LogOut aria-hidden className="size-[1.125rem]" />
            </IconButton>
          </div>
        ) : (
          <Link to="/sign-in" className={itemClass} onClick={onFollow}>
            <LogIn aria-hidden /> Sign in
          </Link>
        )}
      </div>
    </div>
  );
}

const themes: readonly { choice: ThemeChoice; label: string; Icon: typeof Sun }[] = [
  { choice: "light", label: "Light", Icon: Sun },
  { choice: "system", label: "Like the system", Icon: Monitor },
  { choice: "dark", label: "Dark", Icon: Moon },
];

function ThemeSwitch() {
  const [chosen, choose] = useThemeChoice();
  return (
    <fieldset>
      <legend className="sr-only">Theme</legend>
      <div className="flex rounded-md border border-line bg-sunken p-0.5">
        {themes.map(({ choice, label, Icon }) => (
          <label
            key={choice}
            title={label}
            className="grid size-8 cursor-pointer place-items-center rounded-[5px] text-muted has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent hover:text-ink"
          >
            <input type="radio" name="theme" className="sr-only" checked={choice === chosen} onChange={() => choose(choice)} />
            <Icon aria-hidden className="size-4" />
            <span className="sr-only">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
