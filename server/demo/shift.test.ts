import { describe, expect, test } from 'vitest';
import { shiftByWeeks } from './shift.ts';

const onWeek = shiftByWeeks(1, 2026);
const overYear = shiftByWeeks(43, 2026);

describe('dates of the story', () => {
  test.each([
    ['6 mars 2026', '13 mars 2026'],
    ['le 23 avril', 'le 30 avril'],
    ['le 25 mars', 'le 1er avril'],
    ['du 1er avril au 24 avril 2026', 'du 8 avril au 1er mai 2026'],
    ['le vendredi 3\u00a0avril l’est', 'le vendredi 10\u00a0avril l’est'],
    ['6 de marzo de 2026', '13 de marzo de 2026'],
    ['el lunes 6 de abril en', 'el lunes 13 de abril en'],
    ['27 de marzo', '3 de abril'],
    ['6 March 2026', '13 March 2026'],
    ['March 27, 2026', 'April 3, 2026'],
    ['April 3 in Spain', 'April 10 in Spain'],
    ['3 April in Spain, 6 April in France', '10 April in Spain, 13 April in France'],
    ['2026-03-30', '2026-04-06'],
    ['31/03/2026', '07/04/2026'],
  ])('%s becomes %s a week later', (before, after) => {
    expect(onWeek.text(before)).toBe(after);
  });

  test('move over the end of a year, and keep their weekday', () => {
    expect(overYear.text('lundi 6 avril 2026')).toBe('lundi 1er février 2027');
    expect(new Date('2026-04-06').getUTCDay()).toBe(new Date('2027-02-01').getUTCDay());
    expect(overYear.day('2026-03-02')).toBe('2026-12-28');
  });

  test.each([
    'trois jours de formation, dont un à Valence',
    'antérieures à 2025',
    'commandes vers le siège (23 h 30)',
    'Android 13 ou plus récent',
    'It may 3 times',
    '31/02/2026',
    'mars 2026',
    'ML-2026-03-021',
  ])('%s is no date and stays', (text) => {
    expect(onWeek.text(text)).toBe(text);
  });

  test('are moved in date nodes and in text, and nothing else of a document', () => {
    const paragraph = (day: string, timestamp: string) => ({
      type: 'paragraph',
      attrs: { localId: '2026-03-02' },
      content: [
        { type: 'text', text: `le ${day}`, marks: [{ type: 'strong' }] },
        { type: 'date', attrs: { timestamp, localId: 'a' } },
      ],
    });
    expect(onWeek.adf(paragraph('6 mars', '1772755200000'))).toEqual(
      paragraph('13 mars', '1773360000000'),
    );
  });
});
