import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { changeLanguage } from '@client/i18n/translator';
import { languageNames, languages } from '@client/i18n/languages';
import { useLanguage } from '@client/i18n/useFormats';
import { Mark } from '@client/ui/Mark';
import { SideShape } from '@client/ui/SideShape';
import styles from './AccountFrame.module.css';

interface AccountFrameProps {
  title: string;
  children: ReactNode;
}

/** The quiet page around signing in: what this is on the left, the form on the right, the languages below. */
export function AccountFrame({ title, children }: AccountFrameProps) {
  const { t, i18n } = useTranslation('accounts');
  const language = useLanguage();
  return (
    <div className={styles.ground}>
      <title>{`${title} · Cadrage`}</title>
      <main className={styles.sheet}>
        <div className={styles.promise}>
          <div>
            <p className={styles.brand}>
              <Mark size={30} />
              Cadrage
            </p>
            <p className={styles.words}>{t('promise')}</p>
          </div>
          <ul data-plain className={styles.sides}>
            <li>
              <SideShape side="client" />
              {t('sides.client')}
            </li>
            <li>
              <SideShape side="vendor" />
              {t('sides.vendor')}
            </li>
          </ul>
        </div>
        <div className={styles.form}>
          <h1 className={styles.title}>{title}</h1>
          {children}
        </div>
      </main>
      <nav aria-label={t('languages')}>
        <ul className={styles.languages}>
          {languages.map((each) => (
            <li key={each}>
              <button
                type="button"
                lang={each}
                aria-current={each === language ? 'true' : undefined}
                onClick={() => void changeLanguage(i18n, each)}
              >
                {languageNames[each]}
              </button>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
