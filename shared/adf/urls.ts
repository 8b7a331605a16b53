/** Schemes that a link may have. Nothing that a browser runs is among them. */
const linkSchemes = new Set(
  (
    'http https mailto tel sms ftp ftps sftp ssh git irc ircs news nntp feed urn xmpp sip sips callto facetime skype slack ' +
    'msteams whatsapp magnet geo'
  ).split(' '),
);

/** Pictures that a browser draws and never runs; SVG is left out because it may carry scripts. */
const imageData = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp)[;,]/i;

/** True for an address that is safe to follow: a relative one, an anchor, or one with a known harmless scheme. */
export function isSafeLink(value: string): boolean {
  const scheme = schemeOf(value);
  return scheme === null || linkSchemes.has(scheme);
}

/** True for an address that is safe to show as a picture: a safe link by http(s), a relative one, or raster image data. */
export function isSafeImage(value: string): boolean {
  const scheme = schemeOf(value);
  return (
    scheme === null ||
    scheme === 'http' ||
    scheme === 'https' ||
    scheme === 'blob' ||
    (scheme === 'data' && imageData.test(value))
  );
}

// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const skipped = /[\u0000-\u0020\u007F-\u00A0\u00AD\u200B-\u200F\u2028-\u202F\u2060\uFEFF]/g;

/** The scheme as a browser reads it: it skips blanks and control characters, so that "java\nscript:" is one. */
function schemeOf(value: string): string | null {
  const read = value.replaceAll(skipped, '');
  const colon = read.search(/[:/?#\\]/);
  if (colon < 0 || read[colon] !== ':') return null;
  return read.slice(0, colon).toLowerCase();
}
