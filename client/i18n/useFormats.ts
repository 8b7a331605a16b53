import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayFormatsFor, formatsFor } from './format.ts';
import type { DayFormats, Formats } from './format.ts';
import { isLanguage } from './languages.ts';
import type { Language } from './languages.ts';

/** The time zone of the signed-in person; without one the device's own. */
export const TimeZoneContext = createContext<string | undefined>(undefined);

/** The language that the page is shown in. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : 'en';
}

/** Dates, numbers and quotations in the language and time zone of whoever looks at the page. */
export function useFormats(): Formats {
  const language = useLanguage();
  const timeZone = useContext(TimeZoneContext);
  return useMemo(() => formatsFor(language, timeZone), [language, timeZone]);
}

/** Days of the calendar in the language of whoever looks at the page. */
export function useDayFormats(): DayFormats {
  const language = useLanguage();
  return useMemo(() => dayFormatsFor(language), [language]);
}
