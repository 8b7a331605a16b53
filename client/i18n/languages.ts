import type { Language } from '@shared/language';

export type { Language };

/** The languages of the whole product, in the order in which they are offered. */
export const languages = ['fr', 'es', 'en'] as const satisfies readonly Language[];

/** How each language names itself: never translated. */
export const languageNames: Record<Language, string> = {
  fr: 'Français',
  es: 'Español',
  en: 'English',
};

/** The regional rules for dates, numbers and lists behind each language. */
export const locales: Record<Language, string> = { fr: 'fr-FR', es: 'es-ES', en: 'en-GB' };

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The first of the wished languages that we speak; English when we speak none of them. */
export function bestLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const base = tag.toLowerCase().split('-')[0];
    if (isLanguage(base)) return base;
  }
  return 'en';
}
