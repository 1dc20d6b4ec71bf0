/** Rows of at most eight columns, in pieces that stay far below PostgreSQL's 65,535 parameters a statement. */
export function* inChunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  const size = 1000;
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
