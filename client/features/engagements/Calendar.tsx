import { IconCalendarEvent } from '@tabler/icons-react';
import { VisuallyHidden } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { EngagementOverview, Phase } from '@shared/features/engagements/schema';
import { useDayFormats, useLanguage } from '@client/i18n/useFormats';
import { iconProps } from '@client/ui/icon';
import { Section } from '@client/ui/Section';
import { StatusWord } from '@client/ui/StatusWord';
import styles from './Calendar.module.css';
import { calendarScale, phaseBars, workingDaysLate } from './calendarScale.ts';
import type { CalendarScale } from './calendarScale.ts';
import { CalendarLegend } from './CalendarLegend.tsx';
import { Diamond, diamondKind } from './Diamond.tsx';

/** The plan to scale, which also reads as a table: phase, state in words, then the bar. */
export function Calendar({ engagement }: { engagement: EngagementOverview }) {
  const { t } = useTranslation('engagements');
  const scale = calendarScale(engagement);
  if (!scale) {
    return (
      <Section title={t('calendar.title')}>
        <p>{t('calendar.empty')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('calendar.title')} note={t('calendar.to-scale')} aside={<CalendarLegend />}>
      <div className={styles.calendar}>
        <Ground engagement={engagement} scale={scale} />
        <table aria-label={t('calendar.title')} className={styles.table}>
          <thead>
            <tr className={styles.head}>
              <th scope="col">{t('calendar.phase')}</th>
              <th scope="col">{t('calendar.state')}</th>
              <th scope="col" className={styles.axis}>
                <VisuallyHidden>{t('calendar.dates')}</VisuallyHidden>
                <Weeks scale={scale} />
              </th>
            </tr>
          </thead>
          <tbody className={styles.rows}>
            {engagement.phases.map((phase) => (
              <PhaseRow key={phase.id} phase={phase} engagement={engagement} scale={scale} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Weeks({ scale }: { scale: CalendarScale }) {
  const { t } = useTranslation('engagements');
  const days = useDayFormats();
  return (
    <span aria-hidden>
      {scale.weeks.map(({ number, monday, at }) => (
        <span key={monday} className={styles.week} style={{ insetInlineStart: `${at}%` }}>
          <b>{t('week.tick', { week: number })}</b> <span>{days.shortDay(monday)}</span>
        </span>
      ))}
    </span>
  );
}

interface RowProps {
  phase: Phase;
  engagement: EngagementOverview;
  scale: CalendarScale;
}

function PhaseRow({ phase, engagement, scale }: RowProps) {
  const { t } = useTranslation('engagements');
  const language = useLanguage();
  const days = useDayFormats();
  const milestones = engagement.milestones.filter((milestone) => milestone.phase === phase.id);
  const bar = phaseBars(phase, scale, engagement.today);
  const range =
    phase.to === null
      ? t('calendar.since', { from: days.dayMonth(phase.from) })
      : t('calendar.range', { from: days.dayMonth(phase.from), to: days.dayMonth(phase.to) });
  const spoken = milestones
    .map(({ label, due }) => `${label[language]}, ${days.dayMonth(due)}`)
    .join(' ; ');

  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.name}>
        {phase.label[language]}
      </th>
      <td className={styles.state}>
        <PhaseState phase={phase} engagement={engagement} />
      </td>
      <td className={styles.bar}>
        <svg
          role="img"
          aria-label={spoken ? t('calendar.bar', { range, milestones: spoken }) : range}
          width="100%"
          height="100%"
        >
          {bar.now > bar.start && (
            <rect
              className={styles.done}
              x={`${bar.start}%`}
              y="30%"
              width={`${bar.now - bar.start}%`}
              height="40%"
            />
          )}
          {bar.end > bar.now && (
            <rect
              className={bar.isOpen ? styles.open : styles.ahead}
              x={`${bar.now}%`}
              y="30%"
              width={`${bar.end - bar.now}%`}
              height="40%"
            />
          )}
          {milestones.map((milestone) => (
            <Diamond
              key={milestone.id}
              at={scale.at(milestone.doneOn ?? milestone.due)}
              kind={diamondKind(milestone)}
            />
          ))}
        </svg>
      </td>
    </tr>
  );
}

function PhaseState({ phase, engagement }: Omit<RowProps, 'scale'>) {
  const { t } = useTranslation('engagements');
  const days = useDayFormats();
  const milestones = engagement.milestones.filter((milestone) => milestone.phase === phase.id);
  const late = milestones
    .filter((milestone) => milestone.late)
    .map(({ due }) => workingDaysLate(due, engagement.today));
  if (late.length > 0) {
    const count = Math.max(...late);
    return (
      <StatusWord tone="late">
        {count > 0 ? t('calendar.late-days', { count }) : t('milestones.late')}
      </StatusWord>
    );
  }
  if (phase.progress === 'current') {
    return <StatusWord tone="active">{t('calendar.current')}</StatusWord>;
  }
  if (
    phase.progress === 'past' &&
    milestones.length > 0 &&
    milestones.every(({ doneOn }) => doneOn)
  ) {
    return <StatusWord tone="done">{t('calendar.reached')}</StatusWord>;
  }
  if (phase.progress === 'past') return <StatusWord tone="plain">{t('calendar.past')}</StatusWord>;
  return (
    <span className={styles.coming}>
      <IconCalendarEvent {...iconProps} />
      {t('calendar.coming', { date: days.shortDay(phase.from) })}
    </span>
  );
}

/** What lies behind all rows: weeks, weekends, gates and today. */
function Ground({ engagement, scale }: Omit<RowProps, 'phase'>) {
  const { t } = useTranslation('engagements');
  const language = useLanguage();
  const days = useDayFormats();
  const gates = engagement.gates.toSorted((a, b) => a.due.localeCompare(b.due));
  const today = scale.at(engagement.today);
  const isInside = engagement.today >= scale.from && engagement.today < scale.until;
  const week = 100 / scale.weeks.length;
  return (
    <div aria-hidden className={styles.ground} style={{ backgroundSize: `${week}% 100%` }}>
      {scale.weeks.slice(1).map(({ monday, at }) => (
        <span key={monday} className={styles.weekLine} style={{ insetInlineStart: `${at}%` }} />
      ))}
      {gates.map((gate, index) => {
        const at = scale.at(gate.due);
        const next = gates.slice(index + 1).find(({ due }) => due > gate.due);
        const hasTwin = gates.slice(index + 1).some(({ due }) => due === gate.due);
        return (
          <span
            key={gate.id}
            className={styles.gate}
            style={{
              insetInlineStart: `${at}%`,
              inlineSize: `${(next ? scale.at(next.due) : 100) - at}%`,
            }}
          >
            {!hasTwin && (
              <span className={styles.gateName}>
                <span>{gate.label[language]}</span>
              </span>
            )}
          </span>
        );
      })}
      {isInside && (
        <span
          className={styles.today}
          data-late={today > 55 || undefined}
          style={{ insetInlineStart: `${today}%` }}
        >
          <span>{t('calendar.today', { date: days.dayMonth(engagement.today) })}</span>
        </span>
      )}
    </div>
  );
}
