/** Outlines on a 24 unit grid, for the parts of a document that are plain DOM; the page around it has its own icons. */
const outlines = {
  info: ['M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18', 'M12 11v5', 'M12 8v.01'],
  note: ['M5 4h14v11l-5 5H5z', 'M14 20v-5h5'],
  success: ['M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18', 'M8.5 12l2.5 2.5l4.5-5'],
  warning: ['M12 4L2.8 20h18.4z', 'M12 10v4', 'M12 17v.01'],
  error: ['M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18', 'M8 12h8'],
  tip: ['M9 18h6', 'M10 21h4', 'M8 14.5a6 6 0 1 1 8 0c-.7.7-1 1.5-1 2H9c0-.5-.3-1.3-1-2'],
  decision: ['M12 3l9 9l-9 9l-9-9z', 'M8.5 12l2.5 2.5l4.5-4.5'],
  chevron: ['M9 5l7 7l-7 7'],
  image: ['M4 5h16v14H4z', 'M4 16l5-5l4 4l2-2l5 4', 'M15.5 9v.01'],
  file: ['M6 3h8l5 5v13H6z', 'M14 3v5h5'],
  link: [
    'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1',
    'M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  ],
  kept: ['M4 8l8-4l8 4v8l-8 4l-8-4z', 'M4 8l8 4l8-4', 'M12 12v8'],
} as const;

export type IconName = keyof typeof outlines;

/** A decorative outline: whatever it means is also said in words beside it. */
export function icon(name: IconName, size = 16): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const attributes = { viewBox: '0 0 24 24', width: size, height: size, fill: 'none' };

  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, String(value));
  svg.setAttribute('stroke', 'currentColor');
  svg.setAttribute('stroke-width', '1.75');
  svg.setAttribute('stroke-linecap', 'round');
  svg.setAttribute('stroke-linejoin', 'round');
  svg.setAttribute('aria-hidden', 'true');
  for (const outline of outlines[name]) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', outline);
    svg.append(path);
  }

  return svg;
}
