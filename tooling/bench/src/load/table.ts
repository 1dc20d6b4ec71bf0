/** A row of the table: what was measured, and whether it holds. */
export interface Row {
  readonly what: string;
  readonly must: string;
  readonly moonshot: string;
  /** `notMeasured` says why there is no figure: such a row has not passed. */
  readonly result:
    | { readonly figures: string; readonly must: boolean; readonly moonshot: boolean }
    | { readonly notMeasured: string; readonly isFailure?: boolean };
}

export function notMeasured(what: string, targets: readonly [must: string, moonshot: string], why: string): Row {
  return { what, must: targets[0], moonshot: targets[1], result: { notMeasured: why } };
}

/** What should have been measured and could not be. */
export function failedRow(what: string, error: unknown): Row {
  const why = error instanceof Error ? error.message : String(error);
  return { what, must: "-", moonshot: "-", result: { notMeasured: `IT FAILED: ${why}`, isFailure: true } };
}

export function measured(
  what: string,
  targets: readonly [must: string, moonshot: string],
  figures: string,
  holds: readonly [must: boolean, moonshot: boolean],
): Row {
  return { what, must: targets[0], moonshot: targets[1], result: { figures, must: holds[0], moonshot: holds[1] } };
}

/** The table as text, one line for each row. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ what, must, moonshot, result }) =>
    "notMeasured" in result
      ? [what, must, "-", moonshot, "-", `not measured: ${result.notMeasured}`]
      : [what, must, verdictOf(result.must), moonshot, verdictOf(result.moonshot), result.figures],
  );
  const all = [["row", "must", "holds", "moonshot", "holds", "measured"], ...lines];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Rows that miss what they must hold, or that failed. */
export function missedOf(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ result }) => ("must" in result ? !result.must : result.isFailure === true));
}

function verdictOf(holds: boolean): string {
  return holds ? "yes" : "NO";
}
