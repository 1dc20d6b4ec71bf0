/** Each cycle of a directed graph that a depth-first walk meets, as the path that leads back to its beginning. */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const finished = new Set<string>();
  const cycles: string[][] = [];
  for (const start of edges.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    const pending: { node: string; leave: boolean }[] = [{ node: start, leave: false }];
    for (let step = pending.pop(); step; step = pending.pop()) {
      const { node, leave } = step;
      if (leave) {
        onPath.delete(node);
        finished.add(node);
        path.pop();
      } else if (onPath.has(node)) {
        cycles.push([...path.slice(path.indexOf(node)), node]);
      } else if (!finished.has(node)) {
        onPath.add(node);
        path.push(node);
        pending.push({ node, leave: true }, ...(edges.get(node) ?? []).map((next) => ({ node: next, leave: false })));
      }
    }
  }
  return cycles;
}
