/** Readings that several may share who ask for the same at the same time. */
export interface SharedReads<Value> {
  /**
   * What `read` gives, begun after this call, never before: who comes while one is under way shares the next one with all
   * who come meanwhile. So nobody gets what was read before they asked, and a crowd costs two readings at a time, not many.
   */
  of(key: string, read: () => Promise<Value>): Promise<Value>;
}

interface UnderWay<Value> {
  readonly running: Promise<Value>;
  next: Promise<Value> | null;
}

export function createSharedReads<Value>(): SharedReads<Value> {
  const all = new Map<string, UnderWay<Value>>();

  function begin(key: string, read: () => Promise<Value>): Promise<Value> {
    const one: UnderWay<Value> = { running: read(), next: null };
    all.set(key, one);
    const end = (): void => {
      // Whoever waits for the next one begins it now, and takes the place.
      if (one.next === null) all.delete(key);
    };
    one.running.then(end, end);
    return one.running;
  }

  return {
    of(key, read) {
      const one = all.get(key);
      if (one === undefined) return begin(key, read);
      const again = () => begin(key, read);
      return (one.next ??= one.running.then(again, again));
    },
  };
}
