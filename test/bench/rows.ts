/** One measured figure. Figures of one run are compared as ratios; seconds of two runs or two machines are not. */
export interface Row {
  scenario: string;
  server: string;
  figure: string;
  value: number;
  unit: string;
}

const shown = (value: number) =>
  value === 0 ? '0' : Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);

/** Rows as a table, one line per scenario and figure, one column per server, and the ratio to the first. */
export function table(rows: Row[], base: string): string {
  const servers = [...new Set(rows.map(({ server }) => server))].toSorted((a) =>
    a === base ? -1 : 1,
  );
  const lines = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.scenario}\t${row.figure}\t${row.unit}`;
    lines.set(key, [...(lines.get(key) ?? []), row]);
  }
  const cells = [...lines].map(([key, of]) => {
    const values = servers.map((server) => of.find((row) => row.server === server)?.value);
    const [first, ...others] = values;
    const ratio = first && others[0] !== undefined ? (others[0] / first).toFixed(2) : '';
    return [...key.split('\t'), ...values.map((v) => (v === undefined ? '' : shown(v))), ratio];
  });
  const all = [['scenario', 'figure', 'unit', ...servers, 'ratio'], ...cells];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  return all
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The value below which this share of the samples lies. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
