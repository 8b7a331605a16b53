import { Trans, useTranslation } from 'react-i18next';
import type { EngagementOverview } from '@shared/features/engagements/schema';
import { useDayFormats, useFormats, useLanguage } from '@client/i18n/useFormats';
import { nextMilestone } from './milestoneOrder.ts';
import { WeekWords } from './WeekWords.tsx';

/** Where the engagement stands, said before it is drawn: week, phases, what is late, what is next, go-live. */
export function StateSentence({ engagement }: { engagement: EngagementOverview }) {
  const { t } = useTranslation('engagements');
  const language = useLanguage();
  const days = useDayFormats();
  const { list } = useFormats();
  const { currentPhases, milestones, goLive, today } = engagement;
  const next = nextMilestone(milestones);
  const late = milestones.filter((milestone) => milestone.late);
  const names = (items: readonly { label: Record<typeof language, string> }[]) =>
    list(items.map(({ label }) => label[language]));

  return (
    <p>
      <strong>
        <WeekWords engagement={engagement} />.
      </strong>{' '}
      {currentPhases.length > 0 && (
        <>{t('state.under-way', { count: currentPhases.length, names: names(currentPhases) })} </>
      )}
      {late.length > 0 && (
        <strong>{t('state.late', { count: late.length, names: names(late) })} </strong>
      )}
      {late.length === 0 && milestones.length > 0 && <>{t('state.none-late')} </>}
      {next && (
        <>
          {t('state.next', {
            milestone: next.label[language],
            date: days.weekday(next.due),
          })}{' '}
        </>
      )}
      {engagement.pendingSuggestions > 0 && (
        <>{t('state.pending', { count: engagement.pendingSuggestions })} </>
      )}
      {goLive && goLive !== next?.due && (
        <Trans
          t={t}
          i18nKey={goLive > today ? 'state.go-live' : 'state.live'}
          values={{ date: goLive > today ? days.weekday(goLive) : days.date(goLive) }}
        />
      )}
    </p>
  );
}
