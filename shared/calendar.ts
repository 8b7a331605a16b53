import { z } from 'zod';

/** A day without a time, as `2026-03-02`; what it means in hours depends on the engagement's time zone. */
export const daySchema = z.iso.date();
export type Day = string;

const millisecondsPerDay = 86_400_000;

/** The day that lies `days` after the given one; negative goes back. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsPerDay)
    .toISOString()
    .slice(0, 10);
}

/** How many days `to` lies after `from`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round(
    (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsPerDay,
  );
}

/** The day that it is at an instant in a time zone (IANA name). */
export function dayAt(instantMs: number, timeZone: string): Day {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instantMs);
}

/** The Monday of the week in which a day lies. */
export function mondayOf(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** True for a day on which weeks begin. */
export function isMonday(day: Day): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
}

/** True for a time zone that this machine knows by its IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const timeZoneSchema = z.string().min(1).max(60).refine(isTimeZone);
