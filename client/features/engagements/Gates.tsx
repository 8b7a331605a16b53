import { useTranslation } from 'react-i18next';
import type { EngagementOverview, Gate } from '@shared/features/engagements/schema';
import { useDayFormats, useLanguage } from '@client/i18n/useFormats';
import { Section } from '@client/ui/Section';
import styles from './Gates.module.css';
import { Owner } from './Owner.tsx';

/** What each step of the plan asks for before it may start, and who sees to it; those ahead stand open. */
export function Gates({ engagement }: { engagement: EngagementOverview }) {
  const { t } = useTranslation('engagements');
  const gates = engagement.gates.toSorted((a, b) => a.due.localeCompare(b.due));
  const ahead = gates.filter(({ due }) => due >= engagement.today);
  const behind = gates.filter(({ due }) => due < engagement.today);
  return (
    <Section title={t('gates.title')}>
      {gates.length === 0 ? (
        <p>{t('gates.empty')}</p>
      ) : (
        <>
          <p className={styles.note}>{t('gates.note')}</p>
          <ul data-plain className={styles.gates}>
            {ahead.map((gate) => (
              <li key={gate.id} className={styles.gate}>
                <GateHead gate={gate} engagement={engagement} />
                <Conditions gate={gate} engagement={engagement} />
              </li>
            ))}
            {behind.map((gate) => (
              <li key={gate.id} className={styles.gate}>
                <details>
                  <summary className={styles.summary}>
                    <GateHead gate={gate} engagement={engagement} />
                  </summary>
                  <Conditions gate={gate} engagement={engagement} />
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

interface GateProps {
  gate: Gate;
  engagement: EngagementOverview;
}

function GateHead({ gate, engagement }: GateProps) {
  const { t } = useTranslation('engagements');
  const language = useLanguage();
  const days = useDayFormats();
  return (
    <div>
      <h3 className={styles.name}>{gate.label[language]}</h3>
      <p className={styles.due}>
        {t(gate.due < engagement.today ? 'gates.due-past' : 'gates.due', {
          date: days.dayMonth(gate.due),
        })}
        <span className={styles.count}>
          {t('gates.conditions', { count: gate.conditions.length })}
        </span>
      </p>
    </div>
  );
}

/** By owner, so that everybody sees at once what is theirs. */
function Conditions({ gate, engagement }: GateProps) {
  const language = useLanguage();
  const owners = [...new Set(gate.conditions.map(({ owner }) => owner))];
  return (
    <ul data-plain className={styles.owners}>
      {owners.map((owner) => (
        <li key={owner}>
          <Owner role={owner} people={engagement.people} />
          <ul data-plain className={styles.conditions}>
            {gate.conditions
              .filter((condition) => condition.owner === owner)
              .map((condition) => (
                <li key={condition.id}>{condition.label[language]}</li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
