import { locales } from './languages.ts';
import type { Language } from './languages.ts';

const noBreak = '\u00a0';

/** Dates, numbers and quotations as one language writes them, in one time zone. */
export interface Formats {
  readonly language: Language;
  /** 10:42, or 10 h 42 in French. */
  time(at: number): string;
  /** 6 March 2026 */
  date(at: number): string;
  /** 6 March */
  dayMonth(at: number): string;
  /** 6 Mar */
  shortDay(at: number): string;
  /** Friday 6 March */
  weekday(at: number): string;
  /** The time today, “yesterday, 16:05”, else the day: what stands beside an event. */
  moment(at: number, now?: number): string;
  number(value: number, digits?: number): string;
  money(cents: number, currency: string): string;
  /** Ada, Ben and Eve */
  list(items: readonly string[]): string;
  /** The name of a language in this one: French, français or francés. */
  languageName(language: Language): string;
  /** “…”, « … » or «…» */
  quote(text: string): string;
}

const quotes: Record<Language, readonly [string, string]> = {
  en: ['“', '”'],
  fr: [`«${noBreak}`, `${noBreak}»`],
  es: ['«', '»'],
};

const dayMs = 86_400_000;

/** The formats of a language in a time zone; the zone of the device when none is given. */
export function formatsFor(language: Language, timeZone?: string): Formats {
  const locale = locales[language];
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: number) => glue(format.format(at));
  };
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: language === 'en' ? '2-digit' : 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const relativeDay = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const time = (at: number) => {
    const parts = new Map(clock.formatToParts(at).map((part) => [part.type, part.value]));
    const hour = parts.get('hour') ?? '';
    const minute = parts.get('minute') ?? '';
    return language === 'fr'
      ? `${Number(hour)}${noBreak}h${noBreak}${minute}`
      : `${hour}:${minute}`;
  };
  const dayMonth = dates({ day: 'numeric', month: 'long' });
  const languageNames = new Intl.DisplayNames(locale, { type: 'language' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    language,
    time,
    date: dates({ day: 'numeric', month: 'long', year: 'numeric' }),
    dayMonth,
    shortDay: dates({ day: 'numeric', month: 'short' }),
    weekday: dates({ weekday: 'long', day: 'numeric', month: 'long' }),
    moment(at, now = Date.now()) {
      if (dayKey.format(at) === dayKey.format(now)) return time(at);
      if (dayKey.format(at) === dayKey.format(now - dayMs)) {
        return `${relativeDay.format(-1, 'day')}, ${time(at)}`;
      }
      return dayMonth(at);
    },
    number: (value, digits = 0) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(value),
    money: (cents, currency) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
        useGrouping: 'always',
      }).format(cents / 100),
    list: (items) => lists.format(items),
    languageName: (named) => languageNames.of(named) ?? named,
    quote: (text) => quotes[language][0] + text + quotes[language][1],
  };
}

/** A day never parts from its month, nor the month from its year. */
function glue(text: string): string {
  return text.replace(/(\d) (?=\p{L})|(?<=\p{L}) (?=\d{4})/gu, `$1${noBreak}`);
}

/** Days of the calendar, which are the same day in every time zone. */
export interface DayFormats {
  date(day: string): string;
  dayMonth(day: string): string;
  shortDay(day: string): string;
  weekday(day: string): string;
}

const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`);

export function dayFormatsFor(language: Language): DayFormats {
  const formats = formatsFor(language, 'UTC');
  return {
    date: (day) => formats.date(midnight(day)),
    dayMonth: (day) => formats.dayMonth(midnight(day)),
    shortDay: (day) => formats.shortDay(midnight(day)),
    weekday: (day) => formats.weekday(midnight(day)),
  };
}
