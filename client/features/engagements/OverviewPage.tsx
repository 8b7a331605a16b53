import { useTranslation } from 'react-i18next';
import { useLanguage } from '@client/i18n/useFormats';
import { Page } from '@client/ui/Page';
import { Calendar } from './Calendar.tsx';
import { Gates } from './Gates.tsx';
import { Milestones } from './Milestones.tsx';
import styles from './Overview.module.css';
import { People } from './People.tsx';
import { RouteWords } from './RouteWords.tsx';
import { StateSentence } from './StateSentence.tsx';
import { useEngagement } from './useEngagement.ts';

/** Where an engagement stands, what is late, who answers for what, and what may not start yet. */
export function OverviewPage() {
  const { t } = useTranslation('common');
  const language = useLanguage();
  const engagement = useEngagement();
  return (
    <Page
      title={engagement.name[language]}
      note={<RouteWords engagement={engagement} />}
      lead={<StateSentence engagement={engagement} />}
      tabTitle={`${t('nav.overview')}, ${engagement.key}`}
    >
      <Calendar engagement={engagement} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Milestones engagement={engagement} />
          <People engagement={engagement} />
        </div>
        <Gates engagement={engagement} />
      </div>
    </Page>
  );
}
