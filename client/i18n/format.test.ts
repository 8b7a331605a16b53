import { describe, expect, it } from 'vitest';
import { dayFormatsFor, formatsFor } from './format.ts';
import { bestLanguage } from './languages.ts';

const at = Date.parse('2026-03-06T09:05:00Z');
const zone = 'Europe/Paris';
const [en, fr, es] = (['en', 'fr', 'es'] as const).map((language) => formatsFor(language, zone));

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('dates, numbers and quotations', () => {
  it('write the time as each language does, without a break inside', () => {
    expect([en!.time(at), fr!.time(at), es!.time(at)]).toEqual([
      '10:05',
      '10\u00a0h\u00a005',
      '10:05',
    ]);
  });

  it('keep the parts of a date together', () => {
    expect([en!.date(at), fr!.date(at)]).toEqual([
      '6\u00a0March\u00a02026',
      '6\u00a0mars\u00a02026',
    ]);
    expect(es!.dayMonth(at)).toBe('6\u00a0de marzo');
  });

  it('say the time today, yesterday with its time, and the day before that', () => {
    const hour = 3_600_000;
    expect(fr!.moment(at, at + hour)).toBe('10\u00a0h\u00a005');
    expect(fr!.moment(at, at + 20 * hour)).toBe('hier, 10\u00a0h\u00a005');
    expect(fr!.moment(at, at + 72 * hour)).toBe('6\u00a0mars');
  });

  it('count yesterday by the calendar of the time zone, not by hours', () => {
    const evening = Date.parse('2026-03-06T22:30:00Z');
    const afterMidnight = Date.parse('2026-03-06T23:30:00Z');
    expect(fr!.moment(evening, afterMidnight)).toBe('hier, 23\u00a0h\u00a030');
    expect(formatsFor('en', 'UTC').moment(evening, afterMidnight)).toBe('22:30');
  });

  it('write sums with the groups and the sign of the language', () => {
    expect(plain(en!.money(4_680_000, 'EUR'))).toBe('€46,800');
    expect(plain(fr!.money(4_680_000, 'EUR'))).toBe('46 800 €');
    expect(plain(es!.money(270_000, 'EUR'))).toBe('2.700 €');
    expect(plain(fr!.money(270_050, 'EUR'))).toBe('2 700,50 €');
    expect(fr!.money(4_680_000, 'EUR')).not.toContain(' ');
  });

  it('quote with the marks of the language', () => {
    expect([en!.quote('a'), fr!.quote('a'), es!.quote('a')]).toEqual([
      '“a”',
      '«\u00a0a\u00a0»',
      '«a»',
    ]);
  });

  it('name languages in the language of the reader', () => {
    expect([en, fr, es].map((formats) => formats!.languageName('fr'))).toEqual([
      'French',
      'français',
      'francés',
    ]);
  });

  it('join names as a sentence does', () => {
    expect(es!.list(['Ada', 'Ben', 'Eve'])).toBe('Ada, Ben y Eve');
  });
});

describe('a day of the calendar', () => {
  it('is the same day wherever it is read', () => {
    expect(dayFormatsFor('fr').dayMonth('2026-03-01')).toBe('1\u00a0mars');
    expect(dayFormatsFor('en').weekday('2026-03-06')).toBe('Friday 6\u00a0March');
  });
});

describe('the language of a first visit', () => {
  it('is the first one wished that we speak, else English', () => {
    expect(bestLanguage(['de-DE', 'es-MX', 'fr'])).toBe('es');
    expect(bestLanguage(['de'])).toBe('en');
    expect(bestLanguage([])).toBe('en');
  });
});
