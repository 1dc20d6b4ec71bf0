import { useSyncExternalStore } from "react";

export type ThemeChoice = "system" | "light" | "dark";

function read(): ThemeChoice {
  try {
    const kept = localStorage.getItem("surety-theme");
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

function subscribe(listener: () => void): () => void {
  addEventListener("surety-theme", listener);
  addEventListener("storage", listener);
  return () => {
    removeEventListener("surety-theme", listener);
    removeEventListener("storage", listener);
  };
}

/** The person's choice; public/theme.js applies it to the page. */
export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  return [useSyncExternalStore(subscribe, read), choose];
}

function choose(choice: ThemeChoice): void {
  try {
    localStorage.setItem("surety-theme", choice);
  } catch {
    // Without storage the choice cannot be kept: the system's stays.
  }
  dispatchEvent(new Event("surety-theme"));
}
