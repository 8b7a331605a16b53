import { describe, expect, it } from 'vitest';
import type { Piece } from '@shared/suggestions/list';
import { shortened, suggestionLines } from './suggestionLines.ts';

const piece = (kind: Piece['kind'], text: string, more: Partial<Piece> = {}): Piece => ({
  kind,
  from: 1,
  to: 1 + text.length,
  text,
  ...more,
});

describe('the lines of a suggestion', () => {
  it('say what goes and what comes, in the order of the text', () => {
    const lines = suggestionLines([piece('deletion', 'four'), piece('insertion', 'six')]);
    expect(lines).toEqual([
      { verb: 'remove', text: 'four' },
      { verb: 'add', text: 'six' },
    ]);
  });

  it('tell neighbours with one verb as one', () => {
    const lines = suggestionLines([piece('deletion', 'in a'), piece('deletion', 'second stage')]);
    expect(lines).toEqual([{ verb: 'remove', text: 'in a second stage' }]);
  });

  it('keep different formats apart, and name those that are taken away', () => {
    const bold = { proposed: { add: [{ type: 'strong', attrs: {} }], remove: [] } };
    const plain = { proposed: { add: [], remove: ['em'] } };
    expect(
      suggestionLines([piece('modification', 'a', bold), piece('modification', 'b', plain)]).map(
        ({ formats }) => formats,
      ),
    ).toEqual([[{ name: 'strong', isRemoved: false }], [{ name: 'em', isRemoved: true }]]);
  });

  it('name the kind that a block would become', () => {
    const proposed = { type: 'heading', attrs: { level: 2 } };
    const lines = suggestionLines([
      piece('modification', 'Scope', { block: 'paragraph', proposed }),
    ]);
    expect(lines).toEqual([{ verb: 'change', text: 'Scope', block: 'heading' }]);
  });

  it('show both ends of a long text', () => {
    const text = `begin ${'x'.repeat(400)} end`;
    expect(shortened(text)).toMatch(/^begin .* … .* end$/);
    expect(shortened('short')).toBe('short');
  });
});
