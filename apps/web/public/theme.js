// Runs before the first paint, so that a dark page never flashes light. The choice is kept by src/shell/theme.ts.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    let choice = "system";
    try {
      choice = localStorage.getItem("surety-theme") ?? "system";
    } catch {
      // Storage may be forbidden: the system's choice is a good one.
    }
    document.documentElement.dataset.theme = choice === "light" || choice === "dark" ? choice : dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  addEventListener("surety-theme", apply);
  apply();
})();
