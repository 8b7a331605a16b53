import type { MarginEntry } from './marginEntries.ts';
import type { MarginPlaces } from './useMarginPlaces.ts';
import styles from './Margin.module.css';

interface MarginLinesProps {
  places: MarginPlaces;
  active: string | null;
}

const width = 48;

/** A line from each passage to its card; that of the active one in ink. Decorative: numbers say the same. */
export function MarginLines({ places, active }: MarginLinesProps) {
  return (
    <svg className={styles.lines} width={width} height={Math.max(1, places.height)} aria-hidden>
      {places.passages.map(({ key, bottom }) => {
        const from = Math.max(1, bottom - 3);
        const to = (places.tops.get(key) ?? 0) + 18;
        return (
          <path
            key={key}
            className={key === active ? styles.activeLine : styles.line}
            d={`M0 ${from}H${width - 20}L${width - 8} ${to}H${width}`}
          />
        );
      })}
    </svg>
  );
}

interface ChangeBarsProps {
  places: MarginPlaces;
  entries: readonly MarginEntry[];
}

/** The change bar: this passage would change. */
export function ChangeBars({ places, entries }: ChangeBarsProps) {
  const suggestions = new Set(
    entries.filter(({ kind }) => kind === 'suggestion').map(({ key }) => key),
  );

  return (
    <div aria-hidden className={styles.bars}>
      {places.passages
        .filter(({ key }) => suggestions.has(key))
        .map(({ key, top, bottom }) => (
          <span
            key={key}
            className={styles.bar}
            style={{ insetBlockStart: top, blockSize: Math.max(4, bottom - top) }}
          />
        ))}
    </div>
  );
}
