import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorKinds } from '@shared/errors';
import { roleSchema } from '@shared/permissions';
import { refusalReasons } from '@shared/protocol/refusals';
import { networkFailures } from '@client/net/failure';
import { flatten, keysUsed, placeholders } from './inspect.ts';
import { locales } from './languages.ts';
import type { Language } from './languages.ts';
import { messages as en } from './en.ts';
import { messages as es } from './es.ts';
import { messages as fr } from './fr.ts';

const sentences: Record<Language, Map<string, string>> = {
  en: flatten(en),
  fr: flatten(fr),
  es: flatten(es),
};
const plural = /_(zero|one|two|few|many|other)$/;
const stem = (key: string) => key.replace(plural, '');
const stems = (language: Language) =>
  [...new Set([...sentences[language].keys()].map(stem))].toSorted();
const languages = Object.keys(sentences) as Language[];

describe('the sentences of the page', () => {
  it.each(languages)('exist under the same keys in %s as in English', (language) => {
    expect(stems(language)).toEqual(stems('en'));
  });

  it.each(languages)('have every plural form that %s knows, and no other', (language) => {
    const wanted = new Intl.PluralRules(locales[language])
      .resolvedOptions()
      .pluralCategories.toSorted();
    const forms = new Map<string, string[]>();
    for (const key of sentences[language].keys()) {
      const form = plural.exec(key)?.[1];
      if (form) forms.set(stem(key), [...(forms.get(stem(key)) ?? []), form]);
    }
    for (const [key, found] of forms) expect([key, found.toSorted()]).toEqual([key, wanted]);
  });

  it.each(languages)('name the same values in %s as in English', (language) => {
    const values = (of: Language) => {
      const byStem = new Map<string, Set<string>>();
      for (const [key, text] of sentences[of]) {
        const names = byStem.get(stem(key)) ?? new Set();
        for (const name of placeholders(text)) names.add(name);
        byStem.set(stem(key), names);
      }
      // A sentence for exactly one may say “one” instead of naming the count.
      return [...byStem].map(([key, names]) => [key, [...names].toSorted()] as const).toSorted();
    };
    expect(values(language)).toEqual(values('en'));
  });

  it.each(languages)('are never empty in %s', (language) => {
    expect([...sentences[language]].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('keep no-break spaces where French typography wants them', () => {
    const wrong = [...sentences.fr].filter(([, text]) =>
      / [:;?!»]|« |[^\s\u00a0] *\u0020»/.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it.each(languages)('use no exclamation mark and no straight quotes in %s', (language) => {
    const wrong = [...sentences[language]].filter(([, text]) => /[!¡]|(?<=\p{L})'|"/u.test(text));
    expect(wrong).toEqual([]);
  });

  it('tell every kind of error, every failure of the network and every refusal', () => {
    const wanted = [
      ...[...Object.keys(errorKinds), ...networkFailures].map((kind) => `errors:${kind}`),
      ...refusalReasons.map((reason) => `refusals:${reason}`),
      ...roleSchema.options.map((role) => `common:roles.${role}`),
    ];
    expect(wanted.filter((key) => !stems('en').includes(key))).toEqual([]);
  });

  it('exist for every key that the page asks for', () => {
    const root = fileURLToPath(new URL('../', import.meta.url));
    const known = stems('en');
    const missing: string[] = [];
    for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(path) || /\.test\.tsx?$/.test(path)) continue;
      for (const { key, isPrefix, namespaces } of keysUsed(readFileSync(root + path, 'utf8'))) {
        const candidates = key.includes(':') ? [key] : namespaces.map((ns) => `${ns}:${key}`);
        const found = candidates.some((candidate) =>
          isPrefix ? known.some((name) => name.startsWith(candidate)) : known.includes(candidate),
        );
        if (!found) missing.push(`${path}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

describe('the search for keys in source', () => {
  it('sees plain, explicit and composed keys, and leaves other calls alone', () => {
    const source = `
      const { t } = useTranslation('documents');
      t('list.title'); t("errors:not-found", { a: 1 }); t(\`kinds.\${kind}\`);
      format('nothing'); <Trans t={t} i18nKey="list.lead" />; i18n.t('title')`;
    expect(keysUsed(source).map(({ key, isPrefix }) => [key, isPrefix])).toEqual([
      ['list.title', false],
      ['errors:not-found', false],
      ['kinds.', true],
      ['title', false],
      ['list.lead', false],
    ]);
    expect(keysUsed(source)[0]?.namespaces).toEqual(['documents']);
    expect(keysUsed("useTranslation(['document', 'editor']); t('a')")).toEqual([
      { key: 'a', isPrefix: false, namespaces: ['document'] },
    ]);
  });
});
