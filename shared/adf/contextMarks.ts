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

/** Of the mark types of a block, in order, those that ADF lets stand together on it under this parent. */
export function marksInPlace(
  parent: string,
  child: string,
  types: readonly string[],
): ReadonlySet<string> {
  if (!placed.has(child)) return new Set(types);
  const allowed = choices[parent]?.[child] ?? [];
  let best: string[] = [];
  for (const choice of allowed) {
    const kept = types.filter((type) => choice.includes(type));
    if (kept.length > best.length) best = kept;
  }
  return new Set(best);
}
