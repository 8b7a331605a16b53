/** How many colours cursors have (`--cdg-presence-1` and so on). */
export const presenceColours = 6;

/** The same colour for the same person on every page: a number from 1, drawn from their id. */
export function colourOf(personId: string): number {
  let hash = 0;
  for (const character of personId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (hash % presenceColours) + 1;
}

/** A colour for each person present, all different while there are enough of them. */
export function coloursOf(personIds: readonly string[]): Map<string, number> {
  const colours = new Map<string, number>();
  const taken = new Set<number>();

  for (const id of [...new Set(personIds)].toSorted()) {
    let colour = colourOf(id);
    for (let tries = 0; taken.has(colour) && tries < presenceColours; tries += 1) {
      colour = (colour % presenceColours) + 1;
    }
    taken.add(colour);
    colours.set(id, colour);
  }

  return colours;
}
