import { Problem } from "@surety/model/errors";
import { Download } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { organizationHeader } from "../client/organization.ts";
import { buttonClass } from "./button.tsx";
import { toast } from "./toasts.tsx";

const formats = [
  { format: "markdown", extension: "md", title: "Markdown", use: "a comment for a pull request" },
  { format: "sarif", extension: "sarif", title: "SARIF 2.1.0", use: "for code scanners" },
  { format: "junit", extension: "xml", title: "JUnit XML", use: "for test reports" },
  { format: "json", extension: "json", title: "JSON", use: "the first page, as the API gives it" },
];

// Not modal: a modal menu locks scrolling by an inline style, which the content security policy refuses.
/** Downloads what the page shows from the REST address `href`, in each of its formats; `name` is the file's, without its end. */
export function DownloadMenu({ href, name }: { href: string; name: string }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={buttonClass("secondary", "sm")}>
        <Download aria-hidden className="size-4" /> Download
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-30 min-w-56 rounded-md border border-line bg-surface p-1 shadow-[var(--shadow)]"
        >
          {formats.map(({ format, extension, title, use }) => (
            <DropdownMenu.Item
              key={format}
              onSelect={() => void download(`${href}${href.includes("?") ? "&" : "?"}format=${format}`, `${name}.${extension}`)}
              className="block cursor-pointer rounded px-3 py-1.5 outline-none data-highlighted:bg-sunken"
            >
              <span className="block font-medium">{title}</span>
              <span className="block text-xs text-muted">{use}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Not by a plain link, which cannot say of which organization it asks. */
async function download(address: string, name: string): Promise<void> {
  const answer = await fetch(address, { headers: organizationHeader() }).catch(() => undefined);
  if (answer?.ok !== true) {
    const problem = Problem.safeParse(await answer?.json().catch(() => undefined));
    toast({ tone: "no", text: problem.data?.detail ?? "The server does not answer. Check that it is running, then try again." });
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
