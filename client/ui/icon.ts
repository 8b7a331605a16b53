/** How every icon beside a word is drawn. */
export const iconProps = { size: '1rem', stroke: 1.75, 'aria-hidden': true } as const;

/** For tags and meta lines. */
export const smallIconProps = { size: '0.875rem', stroke: 2, 'aria-hidden': true } as const;
