const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:', 'ftp:', 'ftps:', 'sftp:', 'smb:']);

/** True for an address that a link may lead to; scripts, data and local files are not. */
export function isSafeAddress(address: string): boolean {
  const trimmed = address.trim();
  if (trimmed === '') return false;
  if (/^[#/]/.test(trimmed)) return true;

  return URL.canParse(trimmed) && schemes.has(new URL(trimmed).protocol);
}

/** What somebody typed as an address, completed to one that can be followed, or null when it cannot be one. */
export function addressFrom(typed: string): string | null {
  const trimmed = typed.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return null;
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(trimmed)) return `mailto:${trimmed}`;
  if (isSafeAddress(trimmed)) return trimmed;
  if (/^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]+:\d/.test(trimmed)) return null;

  const completed = `https://${trimmed}`;
  return trimmed.includes('.') && isSafeAddress(completed) ? completed : null;
}
