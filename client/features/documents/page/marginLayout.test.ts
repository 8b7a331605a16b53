import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marginLayout } from './marginLayout.ts';
import type { MarginItem } from './marginLayout.ts';

const card = (id: string, wanted: number, height = 100): MarginItem => ({ id, wanted, height });
const tops = (items: MarginItem[], active: string | null = null) => [
  ...marginLayout(items, active, 10).values(),
];

describe('the cards of the margin', () => {
  it('stand at their passages when there is room', () => {
    expect(tops([card('1', 0), card('2', 300)])).toEqual([0, 300]);
  });

  it('move down when the one before is in the way', () => {
    expect(tops([card('1', 0), card('2', 40), card('3', 50)])).toEqual([0, 110, 220]);
  });

  it('make room above and below for the active one', () => {
    expect(tops([card('1', 200), card('2', 250), card('3', 260)], '2')).toEqual([140, 250, 360]);
  });

  it('do not leave the page at its top for the active one', () => {
    expect(tops([card('1', 10), card('2', 20)], '2')).toEqual([0, 110]);
  });

  it('never cover one another, whichever is active', () => {
    const cards = fc.array(
      fc.tuple(fc.integer({ min: -50, max: 2000 }), fc.integer({ min: 1, max: 400 })),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(cards, fc.nat(), (drawn, pick) => {
        const items = drawn
          .toSorted(([one], [other]) => one - other)
          .map(([wanted, height], index) => card(String(index), wanted, height));
        const placed = marginLayout(items, String(pick % items.length), 10);
        items.slice(1).forEach((item, index) => {
          const before = items[index]!;
          expect(placed.get(item.id)).toBeGreaterThanOrEqual(
            placed.get(before.id)! + before.height + 10,
          );
        });
        expect(placed.get('0')).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
