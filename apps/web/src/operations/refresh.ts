/** How often what is under way is asked for again, while the page is looked at. */
export const REFRESH_MS = 5_000;
