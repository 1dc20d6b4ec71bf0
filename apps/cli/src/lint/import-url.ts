/** Imports a module of the user's. In a file of its own, as the code that V8 keeps (src/start) cannot import by itself: see build.mjs. */
export function importUrl(url: string): Promise<object> {
  return import(url);
}
