import { addDays, type Day } from '@shared/calendar';

/**
 * Moves the dates of the demo's story by whole weeks, so that weekdays stay right: days in data, date nodes in documents,
 * and dates written out in French, Spanish and English text. A written date without a year belongs to the story's year.
 */
export interface Shift {
  day(day: Day): Day;
  text(text: string): string;
  /** A JSON value of ADF; everything but dates stays as it is. */
  adf<T>(value: T): T;
}

const months = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  en: 'January February March April May June July August September October November December',
} as const;
type Language = keyof typeof months;
const monthNames = Object.fromEntries(
  Object.entries(months).map(([language, names]) => [language, names.split(' ')]),
) as Record<Language, string[]>;

const anyMonth = (language: Language) => monthNames[language].join('|');
const two = (value: number) => String(value).padStart(2, '0');
const isDay = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** How a date may stand in a text, and how it is written again after it was moved. */
interface Form {
  pattern: RegExp;
  read(groups: Record<string, string | undefined>): { year?: number; month: number; day: number };
  write(
    date: { year: number; month: number; day: number },
    was: Record<string, string | undefined>,
  ): string;
}

const numberOf = (text: string | undefined) => Number(text);
const yearOf = (text: string | undefined) => (text === undefined ? {} : { year: Number(text) });
const monthIn = (language: Language, name = '') =>
  monthNames[language].findIndex((one) => one.toLowerCase() === name.toLowerCase()) + 1;
const nameIn = (language: Language, month: number) => monthNames[language][month - 1] ?? '';

const forms: Form[] = [
  {
    pattern: /(?<![\d-])(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?![\d-])/g,
    read: ({ y, m, d }) => ({ year: numberOf(y), month: numberOf(m), day: numberOf(d) }),
    write: ({ year, month, day }) => `${year}-${two(month)}-${two(day)}`,
  },
  {
    pattern: /(?<![\d/])(?<d>\d{2})\/(?<m>\d{2})\/(?<y>\d{4})(?![\d/])/g,
    read: ({ y, m, d }) => ({ year: numberOf(y), month: numberOf(m), day: numberOf(d) }),
    write: ({ year, month, day }) => `${two(day)}/${two(month)}/${year}`,
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(?<d>\\d{1,2})(?:er)?(?<gap>[ \\u00a0])(?<m>${anyMonth('fr')})(?:(?<gap2>[ \\u00a0])(?<y>\\d{4}))?(?![\\p{L}\\d])`,
      'gu',
    ),
    read: ({ y, m, d }) => ({ ...yearOf(y), month: monthIn('fr', m), day: numberOf(d) }),
    write: ({ year, month, day }, { gap, gap2, y }) =>
      `${day === 1 ? '1er' : day}${gap}${nameIn('fr', month)}${y === undefined ? '' : `${gap2}${year}`}`,
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(?<d>\\d{1,2}) de (?<m>${anyMonth('es')})(?<of> del? (?<y>\\d{4}))?(?![\\p{L}\\d])`,
      'gu',
    ),
    read: ({ y, m, d }) => ({ ...yearOf(y), month: monthIn('es', m), day: numberOf(d) }),
    write: ({ year, month, day }, { y }) =>
      `${day} de ${nameIn('es', month)}${y === undefined ? '' : ` de ${year}`}`,
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(?<d>\\d{1,2}) (?<m>${anyMonth('en')})(?: (?<y>\\d{4}))?(?![\\p{L}\\d])`,
      'gu',
    ),
    read: ({ y, m, d }) => ({ ...yearOf(y), month: monthIn('en', m), day: numberOf(d) }),
    write: ({ year, month, day }, { y }) =>
      `${day} ${nameIn('en', month)}${y === undefined ? '' : ` ${year}`}`,
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})(?<m>${anyMonth('en')}) (?<d>\\d{1,2})(?:, (?<y>\\d{4}))?(?!\\d)`,
      'gu',
    ),
    read: ({ y, m, d }) => ({ ...yearOf(y), month: monthIn('en', m), day: numberOf(d) }),
    write: ({ year, month, day }, { y }) =>
      `${nameIn('en', month)} ${day}${y === undefined ? '' : `, ${year}`}`,
  },
];

/** One pattern for all forms would read better and name its groups twice; so each form takes its turn on what is left. */
function shiftText(text: string, storyYear: number, moved: (day: Day) => Day): string {
  let parts: (string | { done: string })[] = [text];
  for (const { pattern, read, write } of forms) {
    parts = parts.flatMap((part) => (typeof part === 'string' ? replaceIn(part) : [part]));

    function replaceIn(part: string): (string | { done: string })[] {
      const found: (string | { done: string })[] = [];
      let rest = 0;
      for (const match of part.matchAll(pattern)) {
        const groups = match.groups ?? {};
        const { year = storyYear, month, day } = read(groups);
        if (!isDay(year, month, day)) continue;
        const [newYear, newMonth, newDay] = moved(`${year}-${two(month)}-${two(day)}`)
          .split('-')
          .map(Number) as [number, number, number];
        const done = write({ year: newYear, month: newMonth, day: newDay }, groups);
        found.push(part.slice(rest, match.index), { done });
        rest = match.index + match[0].length;
      }
      return [...found, part.slice(rest)];
    }
  }
  return parts.map((part) => (typeof part === 'string' ? part : part.done)).join('');
}

const millisecondsPerWeek = 7 * 86_400_000;

/** Moves by so many weeks; negative moves back. */
export function shiftByWeeks(weeks: number, storyYear: number): Shift {
  const day = (value: Day) => addDays(value, weeks * 7);
  const text = (value: string) => shiftText(value, storyYear, day);

  function adf(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(adf);
    if (typeof value !== 'object' || value === null) return value;
    const node = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, adf(inner)]));
    if (node.type === 'text' && typeof node.text === 'string')
      return { ...node, text: text(node.text) };
    const attrs = node.attrs as { timestamp?: unknown } | undefined;
    if (node.type === 'date' && typeof attrs?.timestamp === 'string') {
      const timestamp = String(Number(attrs.timestamp) + weeks * millisecondsPerWeek);
      return { ...node, attrs: { ...attrs, timestamp } };
    }
    return node;
  }

  return { day, text, adf: <T>(value: T) => adf(value) as T };
}
