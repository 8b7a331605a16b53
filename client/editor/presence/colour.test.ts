import { describe, expect, it } from 'vitest';
import { colourOf, coloursOf, presenceColours } from './colour.ts';

describe('the colours of people', () => {
  it('are the same for a person on every page', () => {
    expect(colourOf('ada')).toBe(colourOf('ada'));
    expect(coloursOf(['ben', 'ada'])).toEqual(coloursOf(['ada', 'ben', 'ada']));
  });

  it('differ while there are enough of them, and are shared after that', () => {
    const people = Array.from({ length: 8 }, (_, index) => `person-${index}`);
    const six = [...coloursOf(people.slice(0, presenceColours)).values()];
    expect(new Set(six).size).toBe(presenceColours);
    const all = [...coloursOf(people).values()];
    expect(all.every((colour) => colour >= 1 && colour <= presenceColours)).toBe(true);
  });
});
