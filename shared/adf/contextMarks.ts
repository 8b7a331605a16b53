import { blockMarks } from './marks.ts';

type Choices = readonly (readonly string[])[];

const aligned: Choices = [
  ['fontSize', 'alignment'],
  ['fontSize', 'indentation'],
];
const headingAligned: Choices = [['alignment'], ['indentation']];
const small: Choices = [['fontSize']];

/** By parent and child: the sets of marks of which ADF allows one. What is not named allows none of the types in `placed`. */
const choices: Readonly<Record<string, Readonly<Record<string, Choices>>>> = {
  doc: {
    paragraph: aligned,
    heading: headingAligned,
    codeBlock: [['breakout']],
    expand: [['breakout']],
  },
  layoutColumn: { paragraph: aligned, heading: headingAligned },
  bodiedSyncBlock: { paragraph: aligned, heading: headingAligned },
  tableCell: { paragraph: [['fontSize', 'alignment']], heading: headingAligned },
  tableHeader: { paragraph: [['fontSize', 'alignment']], heading: headingAligned },
  listItem: { paragraph: small },
  panel: { paragraph: small },
  expand: { paragraph: small },
  nestedExpand: { paragraph: small },
  bodiedExtension: { paragraph: small },
  blockTaskItem: { paragraph: small },
};

/** Blocks whose marks ADF allows in some places only; of all others the marks go with the block everywhere. */
const placed = new Set(['paragraph', 'heading', 'codeBlock', 'expand']);

/** Where ADF's schema takes any mark whatever. */
const open: Readonly<Record<string, readonly string[]>> = {
  bodiedSyncBlock: ['paragraph', 'heading'],
};

/** Whether a block under this parent may have a mark of a type beside those that it has, and if possible those that are held for it. */
export function marksInPlace(
  parent: string,
  child: string,
  types: readonly string[],
  held: readonly string[] = [],
): (type: string) => boolean {
  if (!placed.has(child)) return (type) => (blockMarks[child] ?? []).includes(type);
  const allowed = choices[parent]?.[child] ?? [];
  let best: readonly string[] = allowed[0] ?? [];
  for (const choice of allowed) {
    const gain = count(choice, types) - count(best, types);
    if (gain > 0 || (gain === 0 && count(choice, held) > count(best, held))) best = choice;
  }
  return (type) => best.includes(type);
}

function count(choice: readonly string[], wanted: readonly string[]): number {
  return wanted.filter((type) => choice.includes(type)).length;
}

/** Whether ADF takes any mark on such a block in such a place. */
export function takesAnyMark(parent: string, child: string): boolean {
  return open[parent]?.includes(child) ?? false;
}
