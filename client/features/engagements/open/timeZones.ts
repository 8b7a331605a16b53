import { locales } from '@client/i18n/languages';
import type { Language } from '@client/i18n/languages';

/** Where companies mostly are, from west to east; every other zone is offered to whoever lives in it. */
const offered = [
  'Pacific/Honolulu',
  'America/Los_Angeles',
  'America/Denver',
  'America/Mexico_City',
  'America/Chicago',
  'America/Bogota',
  'America/Lima',
  'America/New_York',
  'America/Toronto',
  'America/Santiago',
  'America/Martinique',
  'America/Cayenne',
  'America/Argentina/Buenos_Aires',
  'America/Sao_Paulo',
  'Atlantic/Canary',
  'UTC',
  'Europe/Dublin',
  'Europe/Lisbon',
  'Europe/London',
  'Africa/Casablanca',
  'Africa/Algiers',
  'Africa/Tunis',
  'Africa/Abidjan',
  'Africa/Dakar',
  'Africa/Lagos',
  'Europe/Amsterdam',
  'Europe/Berlin',
  'Europe/Brussels',
  'Europe/Copenhagen',
  'Europe/Luxembourg',
  'Europe/Madrid',
  'Europe/Oslo',
  'Europe/Paris',
  'Europe/Prague',
  'Europe/Rome',
  'Europe/Stockholm',
  'Europe/Vienna',
  'Europe/Warsaw',
  'Europe/Zurich',
  'Africa/Johannesburg',
  'Europe/Athens',
  'Europe/Bucharest',
  'Europe/Helsinki',
  'Europe/Istanbul',
  'Indian/Reunion',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Noumea',
  'Pacific/Auckland',
];

/** The zone that this device is in. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zones to choose from, one's own among them, each with its place and its distance from UTC at an instant. */
export function timeZoneOptions(
  language: Language,
  own: string,
  at: number,
): { value: string; label: string }[] {
  return [...new Set([own, ...offered])].map((timeZone) => ({
    value: timeZone,
    label: `${timeZone.replaceAll('_', ' ')} (${offsetOf(timeZone, language, at)})`,
  }));
}

function offsetOf(timeZone: string, language: Language, at: number): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    timeZone,
    timeZoneName: 'shortOffset',
  });
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
