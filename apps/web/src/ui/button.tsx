import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";

type Look = "primary" | "secondary" | "quiet" | "danger";
type Size = "md" | "sm";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-line bg-surface text-ink hover:border-line-strong",
  quiet: "text-muted hover:bg-sunken hover:text-ink",
  danger: "bg-no text-surface hover:opacity-90",
};
const sizes: Record<Size, string> = { md: "min-h-10 px-4 text-base", sm: "min-h-8 px-3 text-sm" };

/** The look of a button, also for links that act like one. */
export function buttonClass(look: Look = "secondary", size: Size = "md"): string {
  return `inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors select-none disabled:opacity-55 disabled:cursor-not-allowed ${looks[look]} ${sizes[size]}`;
}

interface ButtonProps extends ComponentProps<"button"> {
  look?: Look;
  size?: Size;
  /** Work is under way: the button says so and takes no second press. */
  busy?: boolean;
}

export function Button({
  look = "secondary",
  size = "md",
  busy = false,
  className = "",
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={`${buttonClass(look, size)} ${className}`}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </button>
  );
}

/** A square button that is only an icon; `label` is its name. */
export function IconButton({ label, className = "", ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`inline-flex size-9 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-ink ${className}`}
      {...rest}
    />
  );
}
