interface MarkProps {
  /** In pixels at the root size of 16. */
  size?: number;
}

/** The mark: two frame corners around the circle and the square. Its name stands beside it. */
export function Mark({ size = 22 }: MarkProps) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 22 22"
      style={{ inlineSize: `${size / 16}rem`, blockSize: `${size / 16}rem` }}
      fill="none"
      stroke="currentColor"
    >
      <path d="M1.25 8V1.25H8M20.75 14v6.75H14" strokeWidth="2.5" />
      <circle cx="7.6" cy="10.8" r="3.4" fill="currentColor" stroke="none" />
      <rect x="12.4" y="8.2" width="5.2" height="5.2" strokeWidth="1.6" />
    </svg>
  );
}
