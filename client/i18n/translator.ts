import i18next from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Messages } from './gather.ts';
import { bestLanguage, isLanguage } from './languages.ts';
import type { Language } from './languages.ts';

/** A page loads the sentences of its own language only; a change of language fetches the other one. */
const loaders: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
};

const storageKey = 'cadrage.language';

/** What this device was last set to, else what the browser asks for. A signed-in person's own choice comes later and wins. */
export function rememberedLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : bestLanguage(navigator.languages);
}

/** The translator of the page, ready with the sentences of one language. */
export async function createTranslator(language: Language): Promise<i18n> {
  const translator = i18next.createInstance();
  await translator.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    resources: { [language]: (await loaders[language]()).messages },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return translator;
}

/** Shows the page in another language, and remembers it on this device for the time before the next sign-in. */
export async function changeLanguage(translator: i18n, language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  if (translator.language === language) return;
  const { messages } = await loaders[language]();
  for (const [namespace, content] of Object.entries(messages)) {
    translator.addResourceBundle(language, namespace, content, true, true);
  }
  await translator.changeLanguage(language);
  document.documentElement.lang = language;
}
