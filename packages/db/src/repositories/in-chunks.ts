/** Rows in pieces of a size that one statement takes well. */
export function* inChunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  const size = 1000;
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
