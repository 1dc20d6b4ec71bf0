import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

export const shortcuts = [
  { keys: ["/"], does: "Search or filter this page" },
  { keys: ["g", "s"], does: "Go to services" },
  { keys: ["g", "e"], does: "Go to environments" },
  { keys: ["g", "d"], does: "Go to the API documentation" },
  { keys: ["?"], does: "Show these shortcuts" },
  { keys: ["Esc"], does: "Close what is open" },
] as const;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

const places: Partial<Record<string, "/" | "/environments" | "/docs">> = { s: "/", e: "/environments", d: "/docs" };

/** Single keys, outside of fields and dialogs. */
export function useShortcuts(showHelp: () => void): void {
  const router = useRouter();
  useEffect(() => {
    let afterG = 0;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("[role=dialog]")) return;
      const place = event.timeStamp - afterG < 1500 ? places[event.key] : undefined;
      afterG = event.key === "g" ? event.timeStamp : 0;
      if (place) {
        event.preventDefault();
        void router.navigate({ to: place });
      } else if (event.key === "?") {
        event.preventDefault();
        showHelp();
      } else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("main input[type=search]");
        if (!search) return;
        event.preventDefault();
        search.focus();
        search.select();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [router, showHelp]);
}
